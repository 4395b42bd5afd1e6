//! What is wrong with the text of a rule, and where: an error stops the build, a lint only warns.

use alloc::string::String;
use core::fmt;
use core::ops::Range;

/// Why the text of a rule is refused.
///
/// [`render`](Self::render) shows it under the rule; [`Display`](fmt::Display) gives the message alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The code of its kind, one of the constants in [`code`]: it stays the same from version to version.
    pub code: &'static str,
    /// The offending bytes of the rule's text. Empty where something is missing at that byte.
    pub span: Range<usize>,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// How to set it right, if that can be said.
    pub help: Option<String>,
}

impl SyntaxError {
    /// The message, the rule, a line of carets under the offending characters, and the help.
    ///
    /// A caret's column counts characters, not bytes; a control character is shown as its picture, so that
    /// the rule stays on one line, and of a long rule only the neighbourhood is shown.
    ///
    /// ```
    /// let errors = wegwerk_routing::grammar::parse("/user/<name", true).unwrap_err();
    /// let lines = [
    ///     "this `<` is not closed before the rule ends",
    ///     "  /user/<name",
    ///     "        ^",
    ///     "help: a variable is written `<name>`; a rule cannot hold `<` as text",
    /// ];
    /// assert_eq!(errors[0].render("/user/<name"), lines.join("\n"));
    /// ```
    pub fn render(&self, rule: &str) -> String {
        render(&self.message, &self.span, self.help.as_deref(), rule)
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for SyntaxError {}

/// What is allowed in the text of a rule and yet hardly meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The code of its kind, one of the constants in [`code`].
    pub code: &'static str,
    /// The bytes of the rule's text that it is about.
    pub span: Range<usize>,
    /// What is odd, as a sentence without a full stop.
    pub message: String,
    /// How to write what was probably meant.
    pub help: Option<String>,
}

impl Lint {
    /// As [`SyntaxError::render`].
    pub fn render(&self, rule: &str) -> String {
        render(&self.message, &self.span, self.help.as_deref(), rule)
    }
}

/// The codes of errors (`WE`) and lints (`WL`).
pub mod code {
    /// The rule does not begin with a slash.
    pub const NO_SLASH: &str = "WE101";
    /// The rule's text or number of parts is beyond what the table holds.
    pub const TOO_LONG: &str = "WE102";
    /// A bracket or a quote is not closed.
    pub const UNCLOSED: &str = "WE103";
    /// What stands between `<` and `>` is not a variable.
    pub const MALFORMED: &str = "WE104";
    /// There is no such converter.
    pub const UNKNOWN_CONVERTER: &str = "WE105";
    /// A variable's name stands twice in the rule.
    pub const DUPLICATE_VARIABLE: &str = "WE106";
    /// More variables than a match can hold.
    pub const TOO_MANY_VARIABLES: &str = "WE107";
    /// A converter's argument cannot be read, or Werkzeug would read it as something else.
    pub const UNREADABLE_ARGUMENT: &str = "WE108";
    /// The converter does not have the argument, or has it already.
    pub const UNEXPECTED_ARGUMENT: &str = "WE109";
    /// An argument is not of the type that it has to have.
    pub const ARGUMENT_TYPE: &str = "WE110";
    /// A number is too large or too small for its argument.
    pub const ARGUMENT_RANGE: &str = "WE111";
    /// The arguments contradict each other: no text can fit.
    pub const NEVER_MATCHES: &str = "WE112";
    /// A subdomain or a host holds what no host can.
    pub const DOMAIN: &str = "WE113";

    /// A literal looks percent-encoded.
    pub const ENCODED_LITERAL: &str = "WL101";
    /// A literal holds a `?`.
    pub const QUERY_LITERAL: &str = "WL102";
    /// A literal holds a `#`.
    pub const FRAGMENT_LITERAL: &str = "WL103";
    /// A literal holds a `>`.
    pub const STRAY_CLOSE: &str = "WL104";
    /// An argument is ignored, because `length` decides.
    pub const IGNORED_LENGTH: &str = "WL105";
    /// A type has the name of a converter but for its case.
    pub const TYPE_LIKE_CONVERTER: &str = "WL106";
    /// The rule begins with several slashes, which a path never does.
    pub const LEADING_SLASHES: &str = "WL107";
}

/// A stretch of the rule's text, and the byte at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
}

impl<'a> Word<'a> {
    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The part of the word in `range`, which lies on character boundaries of the word.
    pub(crate) fn slice(&self, range: Range<usize>) -> Word<'a> {
        Word { start: self.start + range.start, text: &self.text[range] }
    }

    /// The word without the whitespace around it.
    pub(crate) fn trim(&self) -> Word<'a> {
        let text = self.text.trim_start();
        Word { start: self.start + (self.text.len() - text.len()), text: text.trim_end() }
    }
}

/// An error over `span`. What message and help quote from the rule stays on their one line.
pub(crate) fn error(
    code: &'static str,
    span: Range<usize>,
    message: impl AsRef<str>,
    help: impl AsRef<str>,
) -> SyntaxError {
    let line = |text: &str| text.chars().map(visible).collect::<String>();
    let help = Some(line(help.as_ref())).filter(|help| !help.is_empty());
    SyntaxError { code, span, message: line(message.as_ref()), help }
}

/// How many characters of a long rule are shown before and after the place of an error.
const SHOWN: usize = 90;

fn render(message: &str, span: &Range<usize>, help: Option<&str>, rule: &str) -> String {
    let before = rule.char_indices().take_while(|(at, _)| *at < span.start).count();
    let marked = rule.char_indices().filter(|(at, _)| span.contains(at)).count().max(1);
    let skipped = before.saturating_sub(SHOWN);
    let mut shown = rule.chars().skip(skipped);
    let cut = if skipped > 0 { "…" } else { "" };
    let mut out = String::from(message);
    out.push_str("\n  ");
    out.push_str(cut);
    out.extend(shown.by_ref().take(before - skipped + SHOWN).map(visible));
    if shown.next().is_some() {
        out.push('…');
    }
    out.push_str("\n  ");
    out.extend(core::iter::repeat_n(' ', before - skipped + cut.chars().count()));
    out.extend(core::iter::repeat_n('^', marked.min(SHOWN)));
    if let Some(help) = help {
        out.push_str("\nhelp: ");
        out.push_str(help);
    }
    out
}

/// The character as it is shown: the picture of a control character, so that no line breaks.
fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{2028}' | '\u{2029}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}
