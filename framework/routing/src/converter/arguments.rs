//! Takes a converter's arguments apart: `2, maxlength=5, "a b"`.
//!
//! Werkzeug reads them with one lenient regular expression. What that drops, or joins into one value, is an
//! error here.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::diagnostic::{SyntaxError, Word, code, error};

/// One argument.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argument<'a> {
    /// The name before `=`.
    pub(super) name: Option<Word<'a>>,
    /// The value as it is written, quotes included.
    pub(super) written: Word<'a>,
    /// What the value is.
    pub(super) value: Value<'a>,
}

/// The value of an argument.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// A word or a number.
    Bare(&'a str),
    /// What stood in quotes.
    Quoted(&'a str),
}

/// Reads the arguments of `converter`, all that are well-formed; the others are in `errors`.
pub(super) fn read<'a>(
    written: Word<'a>,
    converter: &str,
    errors: &mut Vec<SyntaxError>,
) -> Vec<Argument<'a>> {
    let chunks = split(written);
    let mut arguments = Vec::with_capacity(chunks.len());
    let last = chunks.len() - 1;
    for (i, chunk) in chunks.iter().enumerate() {
        let trimmed = chunk.trim();
        if !trimmed.text.is_empty() {
            match argument(trimmed, converter) {
                Ok(argument) => arguments.push(argument),
                Err(wrong) => errors.push(wrong),
            }
        } else if i < last {
            let comma = chunk.span().end;
            errors.push(error(
                code::UNREADABLE_ARGUMENT,
                comma..comma + 1,
                "an argument is missing before this `,`",
                "",
            ));
        }
    }
    if matches!(converter, "string" | "default" | "int" | "float") {
        joined(written, &chunks, errors);
    }
    arguments
}

/// The text between commas that are not in quotes; one more than there are commas.
fn split(written: Word<'_>) -> Vec<Word<'_>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for (at, c) in written.text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ',') => {
                chunks.push(written.slice(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    chunks.push(written.slice(start..written.text.len()));
    chunks
}

fn argument<'a>(written: Word<'a>, converter: &str) -> Result<Argument<'a>, SyntaxError> {
    let outside = written.text.find(['"', '\'']).unwrap_or(written.text.len());
    if let Some(at) = written.text[..outside].find(';') {
        return Err(error(
            code::UNREADABLE_ARGUMENT,
            written.slice(at..at + 1).span(),
            "arguments are separated by `,`, not by `;`",
            "write `, ` here; a text that holds a `;` is written in quotes",
        ));
    }
    let (name, value) = match written.text[..outside].find('=') {
        Some(at) => {
            let name = written.slice(0..at).trim();
            if name.text.is_empty() || !name.text.chars().all(is_word) {
                return Err(error(
                    code::UNREADABLE_ARGUMENT,
                    written.span(),
                    format!("`{}` cannot be read as an argument", written.text),
                    "an argument is written `value` or `name=value`; a text that holds a `=` in quotes",
                ));
            }
            (Some(name), written.slice(at + 1..written.text.len()).trim())
        }
        None => (None, written),
    };
    if value.text.is_empty() {
        return Err(error(
            code::UNREADABLE_ARGUMENT,
            written.span(),
            "the value is missing after the `=`",
            "",
        ));
    }
    Ok(Argument { name, written: value, value: read_value(value, converter)? })
}

fn read_value<'a>(written: Word<'a>, converter: &str) -> Result<Value<'a>, SyntaxError> {
    let text = written.text;
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return match inner.split_once(quote) {
                Some((value, "")) => Ok(Value::Quoted(value)),
                _ => Err(error(
                    code::UNREADABLE_ARGUMENT,
                    written.span(),
                    "nothing may follow a quoted text but a `,`",
                    "there are no escapes: a text that holds one kind of quote is written in the other",
                )),
            };
        }
    }
    let digits =
        text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
    if digits.unwrap_or(text).chars().all(|c| is_word(c) || c == '.') {
        return Ok(Value::Bare(text));
    }
    let (message, help) = if converter == "any" {
        (format!("`{text}` has to be quoted"), format!("write {}", quoted(text)))
    } else {
        (
            format!("`{text}` cannot be read as an argument"),
            String::from(
                "a value is a word or a number (`5`, `-5`, `0.25`), and `, ` stands between arguments",
            ),
        )
    };
    Err(error(code::UNREADABLE_ARGUMENT, written.span(), message, help))
}

/// The text in the quotes that it does not hold.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim_matches(['"', '\'']);
    if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") }
}

/// Two whole numbers with only a `,` between them are one value to Werkzeug, and so are a whole number and
/// the `,` after it when nothing follows.
fn joined(written: Word<'_>, chunks: &[Word<'_>], errors: &mut Vec<SyntaxError>) {
    let mut i = 0;
    while i + 1 < chunks.len() {
        let (left, right) = (chunks[i], chunks[i + 1]);
        i += 1;
        let value = left.text.rsplit('=').next().unwrap_or(left.text).trim_start();
        if !is_digits(value) {
            continue;
        }
        let start = left.start - written.start + left.text.len() - value.len();
        let end = right.start - written.start + right.text.trim_end().len();
        if right.text.trim().is_empty() && i + 1 == chunks.len() {
            errors.push(error(
                code::UNREADABLE_ARGUMENT,
                written.slice(start..start + value.len() + 1).span(),
                format!("Werkzeug would read `{value},` as one value"),
                "remove the `,` at the end",
            ));
        } else if is_digits(right.text.trim_end()) {
            let pair = written.slice(start..end);
            errors.push(error(
                code::UNREADABLE_ARGUMENT,
                pair.span(),
                format!("Werkzeug would read `{}` as one value", pair.text),
                format!("write `{value}, {}`", right.text.trim_end()),
            ));
            i += 1;
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
