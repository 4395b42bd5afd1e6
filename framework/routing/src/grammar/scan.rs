//! Cuts the text of a rule into slashes, literals and variables, and says what is wrong with a variable that
//! is not written as one.

use alloc::format;
use alloc::string::String;

use crate::diagnostic::{SyntaxError, Word, code, error};

const WRITTEN: &str = "a variable is written `<name>`; a rule cannot hold `<` as text";
const NAME: &str = "a name is ASCII letters, digits and `_`, and does not begin with a digit";

/// A token of a rule.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// One slash, by its byte.
    Slash(usize),
    /// A run without `<` and `/`.
    Literal(Word<'a>),
    /// A variable in its brackets.
    Variable(Variable<'a>),
    /// Something after a `<` that is no variable.
    Broken(SyntaxError),
}

/// A variable as it is written: `<name>`, `<converter:name>` or `<converter(arguments):name>`.
#[derive(Debug)]
pub(super) struct Variable<'a> {
    pub(super) converter: Option<Word<'a>>,
    pub(super) arguments: Option<Word<'a>>,
    pub(super) name: Word<'a>,
}

/// The tokens of a rule. After a broken variable it goes on where the next token may begin, so that one
/// mistake is one error.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scanner { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Everything up to the next character that `ends` names, or to the end.
    fn until(&mut self, ends: &[char]) -> Word<'a> {
        let rest = self.rest();
        let text = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let word = Word { text, start: self.at };
        self.at += text.len();
        word
    }

    /// Leaves a broken variable: after its `>`, or before what cannot be inside one.
    fn leave(&mut self) {
        self.until(&['>', '<', '/']);
        if self.peek() == Some('>') {
            self.at += 1;
        }
    }

    fn variable(&mut self) -> Result<Variable<'a>, SyntaxError> {
        let open = self.at;
        self.at += 1;
        let first = self.word();
        match self.peek() {
            Some('>') => {
                self.at += 1;
                let name = self.name(open, first)?;
                Ok(Variable { converter: None, arguments: None, name })
            }
            Some(':') => {
                self.at += 1;
                let name = self.named(open)?;
                self.converter(open, first, name)?;
                let name = self.name(open, name)?;
                Ok(Variable { converter: Some(first), arguments: None, name })
            }
            Some('(') => {
                let arguments = self.arguments()?;
                if self.peek() != Some(':') {
                    return Err(self.no_name(open));
                }
                self.at += 1;
                let name = self.named(open)?;
                self.converter(open, first, name)?;
                let name = self.name(open, name)?;
                hidden_end(arguments)?;
                Ok(Variable { converter: Some(first), arguments: Some(arguments), name })
            }
            _ => Err(self.unclosed(open)),
        }
    }

    /// Everything up to the next character with a meaning inside of brackets.
    fn word(&mut self) -> Word<'a> {
        self.until(&['<', '>', '/', ':', '(', ')'])
    }

    /// What stands between `:` and `>`.
    fn named(&mut self, open: usize) -> Result<Word<'a>, SyntaxError> {
        let name = self.word();
        match self.peek() {
            Some('>') => {
                self.at += 1;
                Ok(name)
            }
            Some('(') => {
                let at = self.at;
                self.leave();
                Err(error(
                    code::MALFORMED,
                    at..at + 1,
                    "the arguments of a converter stand before the `:`",
                    "a variable with arguments is written `<converter(arguments):name>`",
                ))
            }
            _ => Err(self.unclosed(open)),
        }
    }

    /// What stands between `(` and the `)` that closes it. A bracket in quotes closes nothing.
    fn arguments(&mut self) -> Result<Word<'a>, SyntaxError> {
        let open = self.at;
        let rest = &self.text[open + 1..];
        let mut quote: Option<(usize, char)> = None;
        let mut close = None;
        for (i, c) in rest.char_indices() {
            match (quote, c) {
                (_, '\n') => break,
                (Some((_, q)), c) if c == q => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some((open + 1 + i, c)),
                (None, ')') => {
                    close = Some(i);
                    break;
                }
                (None, '<' | '>') => break,
                _ => {}
            }
        }
        if let Some(close) = close {
            self.at = open + 1 + close + 1;
            return Ok(Word { text: &rest[..close], start: open + 1 });
        }
        self.leave();
        match quote {
            Some((at, _)) => Err(error(
                code::UNCLOSED,
                at..at + 1,
                "this quote is not closed",
                "a quoted argument ends at the next quote of its kind, on the same line; a text that holds \
                 one kind of quote is written in the other",
            )),
            None => Err(error(
                code::UNCLOSED,
                open..open + 1,
                "this `(` is not closed",
                "a variable with arguments is written `<converter(arguments):name>`, on one line; an argument \
                 that is not a word or a number is written in quotes",
            )),
        }
    }

    /// Checks the converter's name, with the variable's at hand to show how it is written.
    fn converter(&self, open: usize, converter: Word<'a>, name: Word<'a>) -> Result<(), SyntaxError> {
        if converter.text.is_empty() {
            let shown = if is_name(name.text) { name.text } else { "name" };
            return Err(error(
                code::MALFORMED,
                open..self.at,
                "the name of the converter is missing",
                format!("write `<{shown}>`, or a converter before it: `<int:{shown}>`"),
            ));
        }
        check(converter, "converter")
    }

    fn name(&self, open: usize, name: Word<'a>) -> Result<Word<'a>, SyntaxError> {
        if name.text.is_empty() {
            let written = &self.text[open..self.at];
            let help = match written.strip_suffix(":>") {
                Some(written) => format!("write `{written}:name>`"),
                None => String::from("write `<name>`"),
            };
            return Err(error(code::MALFORMED, open..self.at, "the name of the variable is missing", help));
        }
        check(name, "variable").map(|()| name)
    }

    /// After `<converter(arguments)` stands no `:`.
    fn no_name(&mut self, open: usize) -> SyntaxError {
        let written = &self.text[open..self.at];
        let help = format!("write `{written}:name>`");
        if self.peek() == Some('>') {
            self.at += 1;
            return error(code::MALFORMED, open..self.at, "the name of the variable is missing", help);
        }
        let at = self.at;
        let Some(found) = self.peek() else { return self.unclosed(open) };
        self.leave();
        error(code::MALFORMED, at..at + found.len_utf8(), format!("expected `:`, found `{found}`"), help)
    }

    /// Neither a `>` nor what may stand before it.
    fn unclosed(&mut self, open: usize) -> SyntaxError {
        let at = self.at;
        let found = self.peek();
        self.leave();
        match found {
            Some(found @ (':' | '(' | ')')) => error(
                code::MALFORMED,
                at..at + 1,
                format!("expected `>`, found `{found}`"),
                "a variable is written `<name>`, `<converter:name>` or `<converter(arguments):name>`",
            ),
            Some(found) => error(
                code::UNCLOSED,
                open..open + 1,
                format!("this `<` is not closed before the next `{found}`"),
                WRITTEN,
            ),
            None => {
                error(code::UNCLOSED, open..open + 1, "this `<` is not closed before the rule ends", WRITTEN)
            }
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        match self.peek()? {
            '/' => {
                self.at += 1;
                Some(Token::Slash(self.at - 1))
            }
            '<' => Some(self.variable().map_or_else(Token::Broken, Token::Variable)),
            _ => Some(Token::Literal(self.until(&['<', '/']))),
        }
    }
}

/// Refuses a name that is not `[A-Za-z_][A-Za-z0-9_]*`, under its first wrong character.
fn check(word: Word<'_>, what: &str) -> Result<(), SyntaxError> {
    let wrong = |at: usize, c: char| {
        let span = word.start + at..word.start + at + c.len_utf8();
        if c.is_whitespace() {
            return error(code::MALFORMED, span, "no blanks may stand within `<…>`", NAME);
        }
        if c.is_ascii_digit() {
            return error(
                code::MALFORMED,
                span,
                format!("the name of a {what} cannot begin with a digit"),
                NAME,
            );
        }
        let message = format!("`{c}` cannot stand in the name of a {what}");
        match word.text.split_once(c) {
            Some((a, b)) if c == '-' && is_name(a) && is_name(b) => {
                let help = if what == "variable" {
                    format!("write `<{a}_{b}>`, or for two variables `<{a}>-<{b}>`")
                } else {
                    String::from(NAME)
                };
                error(code::MALFORMED, span, message, help)
            }
            _ => error(code::MALFORMED, span, message, NAME),
        }
    };
    for (at, c) in word.text.char_indices() {
        if !(c.is_ascii_alphabetic() || c == '_' || (at > 0 && c.is_ascii_digit())) {
            return Err(wrong(at, c));
        }
    }
    Ok(())
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Werkzeug ends the arguments at the first `):name>`, quotes or not.
fn hidden_end(arguments: Word<'_>) -> Result<(), SyntaxError> {
    for (at, _) in arguments.text.match_indices("):") {
        let rest = &arguments.text[at + 2..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if is_name(&rest[..end]) && rest[end..].starts_with('>') {
            return Err(error(
                code::UNREADABLE_ARGUMENT,
                arguments.slice(at..at + 2 + end + 1).span(),
                "an argument cannot hold what ends the arguments, not even in quotes",
                "",
            ));
        }
    }
    Ok(())
}
