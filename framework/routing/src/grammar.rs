//! Reads the text of a rule: the one place that knows Werkzeug's rule grammar.
//!
//! A rule begins with a slash and is a sequence of slashes, literal text and variables: `<name>`,
//! `<converter:name>`, `<converter(arguments):name>`. It becomes one part per segment, each with the pattern
//! and the weight that Werkzeug's `Rule` gives it. Reading allocates, and happens while a program is built.

mod beginning;
mod domain;
mod parts;
mod scan;
#[cfg(test)]
mod tests;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

pub use crate::converter::Kind;
use crate::converter::read;
pub use crate::diagnostic::{Lint, SyntaxError};
use crate::diagnostic::{Word, code, error};
use crate::rule::{Class, Limits, Part, Piece, Variable};
use beginning::{leading_slashes, no_slash};
use parts::Parts;
use scan::{Scanner, Token};

/// The longest text of a rule, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// The largest number of parts of a rule.
pub const MAX_PARTS: usize = 255;
/// The largest number of variables of a rule.
pub const MAX_VARIABLES: usize = crate::rule::MAX_VARIABLES;

/// The largest number of mistakes that are told of one rule.
pub const MAX_ERRORS: usize = 32;

/// A rule that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedRule<'a> {
    /// The rule as it was written.
    pub text: &'a str,
    /// One part per segment after the leading slash, as in [`Rule::parts`](crate::rule::Rule::parts).
    pub parts: Vec<ParsedPart<'a>>,
    /// The variables, in the order in which they stand in the rule.
    pub variables: Vec<ParsedVariable<'a>>,
    lints: Vec<Lint>,
}

/// A part of a rule, as in [`rule::Part`](Part).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedPart<'a> {
    /// Of a static part the literal itself. Of a dynamic part a canonical text, equal for two parts exactly
    /// when Werkzeug would compile them to the same regular expression: literals stand in it as they are, a
    /// variable as its converter with what shapes the pattern (`<string(1,)>`, `<int>`, `<any(a,b)>`), and
    /// `</>` for the optional slash of a suffixed part. No literal holds a `<`.
    pub pattern: String,
    /// Literals and variables, in order. Empty for a static part.
    pub pieces: Vec<ParsedPiece<'a>>,
    /// The [weight](crate::weight) of a dynamic part. Empty for a static part.
    pub weight: Vec<u16>,
    /// The part holds a `path` variable and takes the whole rest of the path.
    pub rest: bool,
    /// The part takes the rest, and the rule ends in a slash after it.
    pub suffixed: bool,
}

/// A piece of a dynamic part, as in [`rule::Piece`](Piece).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParsedPiece<'a> {
    /// Text that stands there as it is.
    Literal(Cow<'a, str>),
    /// `string`, or a type: `min` to `max` characters, `u32::MAX` for no limit.
    Text {
        /// The smallest number of characters.
        min: u32,
        /// The largest number of characters.
        max: u32,
    },
    /// `int`.
    Int {
        /// Whether a minus may precede.
        signed: bool,
    },
    /// `float`.
    Float {
        /// Whether a minus may precede.
        signed: bool,
    },
    /// `path`.
    Path,
    /// `any`, with its items in order.
    Any(Vec<&'a str>),
    /// `uuid`.
    Uuid,
}

/// A variable of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedVariable<'a> {
    /// Its name.
    pub name: &'a str,
    /// The bytes of its name in the rule's text.
    pub span: Range<usize>,
    /// Its converter as it is written; `string` for a bare `<name>`.
    pub converter: &'a str,
    /// What its converter is.
    pub kind: Kind<'a>,
    /// What its converter refuses though its pattern takes it.
    pub limits: Limits,
}

/// Reads a rule. `merge_slashes` is the rule's option of that name: several slashes in a row in the rule
/// itself become one.
///
/// # Errors
///
/// All mistakes that do not follow from one another, in the order in which they stand in the rule, up to
/// [`MAX_ERRORS`]. Refused is
/// what Werkzeug refuses, what it would only refuse once a request comes, and what it would read as something
/// else than it looks like.
///
/// # Examples
///
/// ```
/// use wegwerk_routing::grammar::{self, Kind};
///
/// let rule = grammar::parse("/archive/<int(min=1990):year>-<slug>", true).unwrap();
/// assert_eq!(rule.parts.len(), 2);
/// assert_eq!(rule.parts[0].pattern, "archive");
/// assert_eq!(rule.parts[1].pattern, "<int>-<string(1,)>");
/// assert_eq!(rule.variables[0].kind, Kind::Int);
/// assert_eq!(rule.variables[1].name, "slug");
///
/// let errors = grammar::parse("/<itn:year>/<>", true).unwrap_err();
/// assert_eq!(errors[0].message, "unknown converter `itn`");
/// assert!(errors[0].help.as_ref().unwrap().starts_with("did you mean `int`?"));
/// assert_eq!(errors[1].message, "the name of the variable is missing");
/// ```
pub fn parse(text: &str, merge_slashes: bool) -> Result<ParsedRule<'_>, Vec<SyntaxError>> {
    if text.len() > MAX_BYTES {
        let message =
            format!("the rule is {} bytes long; {MAX_BYTES} is the most that a rule may be", text.len());
        return Err(alloc::vec![error(code::TOO_LONG, 0..0, message, "")]);
    }
    let mut errors = Vec::new();
    let mut lints = Vec::new();
    if !text.starts_with('/') {
        errors.push(no_slash(text));
    } else if text.starts_with("//") && !merge_slashes {
        lints.push(leading_slashes(text));
    }
    read_tokens(text, merge_slashes, errors, lints)
}

/// Reads a subdomain or a host: literal text and variables as in a rule, but no slash. All of it is one part, and
/// a variable takes dots too. A host is compared in lower case, with its port where that is not the standard one.
///
/// # Errors
///
/// As [`parse`]; and what no host of a request holds, such as a slash or a capital letter.
///
/// # Examples
///
/// ```
/// use wegwerk_routing::grammar;
///
/// let domain = grammar::parse_domain("<lang>.shop").unwrap();
/// assert_eq!(domain.parts.len(), 1);
/// assert_eq!(domain.variables[0].name, "lang");
/// assert_eq!(grammar::parse_domain("API").unwrap_err()[0].code, "WE113");
/// ```
pub fn parse_domain(text: &str) -> Result<ParsedRule<'_>, Vec<SyntaxError>> {
    if text.len() > MAX_BYTES {
        let message =
            format!("the host is {} bytes long; {MAX_BYTES} is the most that it may be", text.len());
        return Err(alloc::vec![error(code::TOO_LONG, 0..0, message, "")]);
    }
    let errors = domain::check(text).into_iter().collect();
    read_tokens(text, true, errors, Vec::new())
}

fn read_tokens(
    text: &str,
    merge_slashes: bool,
    mut errors: Vec<SyntaxError>,
    mut lints: Vec<Lint>,
) -> Result<ParsedRule<'_>, Vec<SyntaxError>> {
    let mut parts = Parts::new(merge_slashes);
    let mut variables: Vec<ParsedVariable<'_>> = Vec::new();
    for token in Scanner::new(text) {
        match token {
            Token::Slash(0) => parts.leading_slash(),
            Token::Slash(_) => parts.slash(),
            Token::Literal(literal) => {
                lint_literal(literal, &mut lints);
                parts.literal(literal.text);
            }
            Token::Broken(broken) => errors.push(broken),
            Token::Variable(written) => {
                if variables.len() < MAX_VARIABLES
                    && let Some(first) = variables.iter().find(|v| v.name == written.name.text)
                {
                    errors.push(duplicate(text, first, written.name));
                }
                let converter =
                    written.converter.unwrap_or(Word { text: "string", start: written.name.start });
                let read = read(converter, written.arguments, written.name, &mut errors, &mut lints);
                if variables.len() == MAX_VARIABLES {
                    let message = format!("a rule has at most {MAX_VARIABLES} variables");
                    errors.push(error(code::TOO_MANY_VARIABLES, written.name.span(), message, ""));
                    break;
                }
                let (kind, limits) = match &read {
                    Some(read) => (read.kind(), read.limits()),
                    None => (Kind::String, Limits::None),
                };
                variables.push(ParsedVariable {
                    name: written.name.text,
                    span: written.name.span(),
                    converter: converter.text,
                    kind,
                    limits,
                });
                if let Some(read) = read {
                    parts.variable(read);
                }
            }
        }
    }
    let (parts, dead_end) = parts.finish();
    if dead_end {
        errors.push(double_end(text));
    }
    if parts.len() > MAX_PARTS {
        let message =
            format!("the rule has {} parts; {MAX_PARTS} is the most that a rule may have", parts.len());
        errors.push(error(code::TOO_LONG, 0..text.len(), message, ""));
    }
    if errors.is_empty() {
        return Ok(ParsedRule { text, parts, variables, lints });
    }
    errors.sort_by_key(|error| error.span.start);
    errors.truncate(MAX_ERRORS);
    Err(errors)
}

/// What is allowed in a rule and yet hardly meant: percent-encoded literals, a `?`, `#` or `>` in a literal,
/// arguments that `length` overrides, a type that is named like a converter, several leading slashes.
///
/// ```
/// use wegwerk_routing::grammar;
///
/// let rule = grammar::parse("/search?q=<q>", true).unwrap();
/// assert_eq!(grammar::lints(&rule)[0].code, "WL102");
/// ```
pub fn lints(rule: &ParsedRule<'_>) -> Vec<Lint> {
    rule.lints.clone()
}

impl ParsedRule<'_> {
    /// The rule's parts and variables as data that lives for ever, for tests and for a check at build time:
    /// it leaks the memory that they take. [`Variable::accepts`] is `None`: only the compiler knows types.
    pub fn leak(&self) -> (&'static [Part<'static>], &'static [Variable<'static>]) {
        let parts: Vec<Part<'static>> = self.parts.iter().map(ParsedPart::leak).collect();
        let pieces = parts.iter().flat_map(|part| part.pieces);
        let classes = pieces.filter_map(|piece| match piece {
            Piece::Variable(class) => Some(*class),
            Piece::Literal(_) => None,
        });
        let variables: Vec<Variable<'static>> = self
            .variables
            .iter()
            .zip(classes)
            .map(|(v, class)| Variable { name: leak(v.name), class, limits: v.limits, accepts: None })
            .collect();
        (parts.leak(), variables.leak())
    }
}

impl ParsedPart<'_> {
    /// Whether the part is literal text.
    pub fn is_static(&self) -> bool {
        self.pieces.is_empty()
    }

    fn leak(&self) -> Part<'static> {
        let pieces: Vec<Piece<'static>> = self.pieces.iter().map(ParsedPiece::leak).collect();
        Part {
            pattern: leak(&self.pattern),
            pieces: pieces.leak(),
            weight: self.weight.clone().leak(),
            rest: self.rest,
            suffixed: self.suffixed,
        }
    }
}

impl ParsedPiece<'_> {
    fn leak(&self) -> Piece<'static> {
        Piece::Variable(match self {
            ParsedPiece::Literal(text) => return Piece::Literal(leak(text)),
            ParsedPiece::Text { min, max } => Class::Text { min: *min, max: *max },
            ParsedPiece::Int { signed } => Class::Int { signed: *signed },
            ParsedPiece::Float { signed } => Class::Float { signed: *signed },
            ParsedPiece::Path => Class::Path,
            ParsedPiece::Any(items) => {
                let items: Vec<&'static str> = items.iter().map(|item| leak(item)).collect();
                Class::Any(items.leak())
            }
            ParsedPiece::Uuid => Class::Uuid,
        })
    }
}

fn leak(text: &str) -> &'static str {
    Box::leak(Box::from(text))
}

fn duplicate(text: &str, first: &ParsedVariable<'_>, again: Word<'_>) -> SyntaxError {
    let column = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count() + 1;
    error(
        code::DUPLICATE_VARIABLE,
        again.span(),
        format!(
            "the variable `{}` stands twice in the rule: at character {} and again at {}",
            first.name,
            column(first.span.start),
            column(again.start)
        ),
        "give one of the two another name",
    )
}

fn double_end(text: &str) -> SyntaxError {
    error(
        code::NEVER_MATCHES,
        text.len().saturating_sub(2)..text.len(),
        "no path fits: the value of a path variable that ends in a slash never fits before the last slash",
        "write one slash at the end of the rule",
    )
}

fn lint_literal(literal: Word<'_>, lints: &mut Vec<Lint>) {
    let bytes = literal.text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let (code, length, message, help) = match byte {
            b'%' if is_encoded(&bytes[at..]) => (
                code::ENCODED_LITERAL,
                3,
                "a rule is compared with the decoded path, so this fits only what a client sends as `%25…`",
                "write the character itself",
            ),
            b'?' => (
                code::QUERY_LITERAL,
                1,
                "a `?` begins the query, which takes no part in matching; this fits only `%3F`",
                "read the query in the handler",
            ),
            b'#' => (
                code::FRAGMENT_LITERAL,
                1,
                "a `#` begins the fragment, which no client sends; this fits only `%23`",
                "leave the fragment out of the rule",
            ),
            b'>' => (
                code::STRAY_CLOSE,
                1,
                "this `>` closes nothing, so it is text that the path has to hold",
                "remove it if it is not meant",
            ),
            _ => continue,
        };
        let start = literal.start + at;
        lints.push(Lint {
            code,
            span: start..start + length,
            message: String::from(message),
            help: Some(String::from(help)),
        });
    }
}

fn is_encoded(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}
