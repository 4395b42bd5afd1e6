//! Makes a converter of its name and arguments, and refuses arguments with which nothing could ever match.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{Argument, Value, quoted};
use super::assign::assign;
use super::number::{float, int};
use super::value::{count, is_none};
use super::{Converter, NAMES};
use crate::diagnostic::{Lint, SyntaxError, Word, code, error};
use crate::suggest::closest;

type Errors = Vec<SyntaxError>;

/// Why there is no converter of that name.
pub(super) fn unknown(name: Word<'_>, variable: Word<'_>) -> Option<SyntaxError> {
    if NAMES.contains(&name.text) || is_type(name.text) {
        return None;
    }
    let known = NAMES.join(", ");
    let help = match name.text {
        number @ ("i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128"
        | "usize" | "f32" | "f64") => {
            let converter = if number.starts_with('f') { "float" } else { "int" };
            format!(
                "write `<{converter}:{}>` and let the handler's argument be of type {number}",
                variable.text
            )
        }
        "str" | "text" => format!("did you mean `string`? known: {known}"),
        "integer" | "number" => format!("did you mean `int`? known: {known}"),
        other => match closest(other, &NAMES) {
            Some(meant) => format!("did you mean `{meant}`? known: {known}"),
            None => format!("known: {known}; the name of a type begins with a capital letter"),
        },
    };
    Some(error(code::UNKNOWN_CONVERTER, name.span(), format!("unknown converter `{}`", name.text), help))
}

fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The converter of a name that is not [`unknown`], with the arguments that are given.
pub(super) fn build<'a>(
    name: Word<'a>,
    given: &[Argument<'a>],
    variable: Word<'a>,
    errors: &mut Errors,
    lints: &mut Vec<Lint>,
) -> Option<Converter<'a>> {
    match name.text {
        "int" => int(name, given, errors),
        "float" => float(name, given, errors),
        "any" => any(name, given, errors),
        "path" => none(name, given, errors).then_some(Converter::Path),
        "uuid" => none(name, given, errors).then_some(Converter::Uuid),
        other if is_type(other) => {
            lint_type(name, variable, lints);
            none(name, given, errors).then_some(Converter::Type(other))
        }
        _ => string(name, given, errors, lints),
    }
}

fn lint_type(name: Word<'_>, variable: Word<'_>, lints: &mut Vec<Lint>) {
    if let Some(meant) = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name.text)) {
        lints.push(Lint {
            code: code::TYPE_LIKE_CONVERTER,
            span: name.span(),
            message: format!(
                "`{}` is taken as the name of a type, whose pattern is that of `string`",
                name.text
            ),
            help: Some(format!("for the converter write `<{meant}:{}>`", variable.text)),
        });
    }
}

/// A converter without arguments.
fn none(name: Word<'_>, given: &[Argument<'_>], errors: &mut Errors) -> bool {
    if let [first, ..] = given {
        let start = first.name.map_or(first.written.start, |name| name.start);
        let end = given.last().map_or(start, |last| last.written.span().end);
        errors.push(error(
            code::UNEXPECTED_ARGUMENT,
            start..end,
            format!("`{}` takes no arguments", name.text),
            "remove them",
        ));
    }
    given.is_empty()
}

fn string<'a>(
    name: Word<'a>,
    given: &[Argument<'a>],
    errors: &mut Errors,
    lints: &mut Vec<Lint>,
) -> Option<Converter<'a>> {
    let [minlength, maxlength, length] = assign(name, ["minlength", "maxlength", "length"], given, errors)?;
    let before = errors.len();
    let min = minlength.and_then(|argument| count("minlength", argument, errors));
    let max = maxlength.filter(|a| !is_none(a)).and_then(|argument| count("maxlength", argument, errors));
    let exact = length.filter(|a| !is_none(a)).and_then(|argument| count("length", argument, errors));
    if errors.len() > before {
        return None;
    }
    if let (Some(exact), Some(argument)) = (exact, length) {
        if exact == 0 {
            errors.push(only_empty(argument, "length"));
            return None;
        }
        for ignored in [minlength, maxlength.filter(|a| !is_none(a))].into_iter().flatten() {
            let start = ignored.name.map_or(ignored.written.start, |name| name.start);
            lints.push(Lint {
                code: code::IGNORED_LENGTH,
                span: start..ignored.written.span().end,
                message: String::from("this argument is ignored, because `length` fixes the length"),
                help: Some(String::from("remove this argument or `length`")),
            });
        }
        return Some(Converter::String { min: exact, max: exact, exact: true });
    }
    if let (Some(max), Some(argument)) = (max, maxlength) {
        let min = min.unwrap_or(1);
        if min > max {
            let message = match minlength {
                Some(_) => format!("`minlength` is {min} and `maxlength` is {max}: no text fits"),
                None => format!("`maxlength` is {max} and `minlength` is 1 unless it is given: no text fits"),
            };
            errors.push(error(code::NEVER_MATCHES, argument.written.span(), message, ""));
            return None;
        }
        if max == 0 {
            errors.push(only_empty(argument, "maxlength"));
            return None;
        }
    }
    Some(Converter::String { min: min.unwrap_or(1), max: max.unwrap_or(u32::MAX), exact: false })
}

fn only_empty(argument: &Argument<'_>, name: &str) -> SyntaxError {
    error(
        code::NEVER_MATCHES,
        argument.written.span(),
        format!("with `{name}` 0 only the empty segment fits"),
        "leave the variable out of the rule",
    )
}

fn any<'a>(name: Word<'a>, given: &[Argument<'a>], errors: &mut Errors) -> Option<Converter<'a>> {
    let before = errors.len();
    let mut items = Vec::with_capacity(given.len());
    let mut seen = BTreeSet::new();
    let mut unquoted: Option<Word<'_>> = None;
    for argument in given {
        if let Some(key) = argument.name {
            errors.push(error(
                code::UNEXPECTED_ARGUMENT,
                key.span(),
                format!("`any` has no argument `{}`", key.text),
                "its arguments are the texts that it takes; one that holds a `=` is written in quotes",
            ));
            continue;
        }
        let item = match argument.value {
            Value::Quoted(item) => item,
            Value::Bare(item) => {
                if looks_like_value(item) {
                    unquoted = unquoted.or(Some(argument.written));
                }
                item
            }
        };
        let span = argument.written.span();
        if item.is_empty() {
            errors.push(error(code::NEVER_MATCHES, span, "an item of `any` cannot be empty", ""));
        } else if item.contains('/') {
            errors.push(error(
                code::NEVER_MATCHES,
                span,
                "an item with a slash never fits: a variable takes at most one segment",
                "write a rule of its own for it",
            ));
        } else if !seen.insert(item) {
            errors.push(error(
                code::UNEXPECTED_ARGUMENT,
                span,
                format!("the item `{item}` is given twice"),
                "",
            ));
        }
        items.push(item);
    }
    if let Some(first) = unquoted {
        let all: Vec<String> = given.iter().map(|argument| as_item(argument)).collect();
        errors.push(error(
            code::ARGUMENT_TYPE,
            first.span(),
            format!("`{}` is a number or a constant, not a text: quote it", first.text),
            format!("write `any({})`", all.join(", ")),
        ));
    }
    if given.is_empty() && errors.len() == before {
        errors.push(error(
            code::NEVER_MATCHES,
            name.span(),
            "`any` needs at least one item",
            "write the texts that it takes: `any(a, b)`",
        ));
    }
    (errors.len() == before).then_some(Converter::Any(items))
}

/// The item as it should be written.
fn as_item(argument: &Argument<'_>) -> String {
    match argument.value {
        Value::Bare(item) if looks_like_value(item) => quoted(item),
        _ => String::from(argument.written.text),
    }
}

/// Whether Python would take the word for a number or a constant.
fn looks_like_value(word: &str) -> bool {
    if matches!(word, "None" | "True" | "False") || word.starts_with('-') {
        return true;
    }
    let plain: String = word.chars().filter(|c| *c != '_').collect();
    plain.parse::<f64>().is_ok() || plain.chars().all(|c| c.is_numeric() || c == '.')
}
