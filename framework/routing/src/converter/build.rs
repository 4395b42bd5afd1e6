//! Makes a converter of its name and arguments, and refuses arguments with which nothing could ever match.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{Argument, Value, quoted};
use super::suggest::closest;
use super::{Converter, NAMES};
use crate::diagnostic::{Lint, SyntaxError, Word, code, error};
use crate::rule::Limits;

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

/// Which argument is which, by position and by name, as in a Python call.
fn assign<'g, 'a, const N: usize>(
    converter: Word<'_>,
    parameters: [&str; N],
    given: &'g [Argument<'a>],
    errors: &mut Errors,
) -> Option<[Option<&'g Argument<'a>>; N]> {
    let mut slots = [None; N];
    let mut position = 0;
    let before = errors.len();
    for argument in given {
        let index = match argument.name {
            None => {
                position += 1;
                position - 1
            }
            Some(name) => match parameters.iter().position(|parameter| *parameter == name.text) {
                Some(index) => index,
                None => {
                    let all = parameters.join(", ");
                    let help = match closest(name.text, &parameters) {
                        Some(meant) => format!("did you mean `{meant}`? it has: {all}"),
                        None => format!("it has: {all}"),
                    };
                    let message = format!("`{}` has no argument `{}`", converter.text, name.text);
                    errors.push(error(code::UNEXPECTED_ARGUMENT, name.span(), message, help));
                    continue;
                }
            },
        };
        match slots.get_mut(index) {
            None => errors.push(error(
                code::UNEXPECTED_ARGUMENT,
                argument.written.span(),
                format!("`{}` takes at most {N} arguments", converter.text),
                format!("it has: {}", parameters.join(", ")),
            )),
            Some(Some(_)) => errors.push(error(
                code::UNEXPECTED_ARGUMENT,
                argument.name.unwrap_or(argument.written).span(),
                format!("`{}` is given twice", parameters[index]),
                "",
            )),
            Some(slot) => *slot = Some(argument),
        }
    }
    (errors.len() == before).then_some(slots)
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

fn int<'a>(name: Word<'a>, given: &[Argument<'a>], errors: &mut Errors) -> Option<Converter<'a>> {
    let [digits, min, max, signed] = assign(name, ["fixed_digits", "min", "max", "signed"], given, errors)?;
    let before = errors.len();
    let fixed_digits = digits.and_then(|argument| count("fixed_digits", argument, errors)).unwrap_or(0);
    let low = min.filter(|a| !is_none(a)).and_then(|argument| whole("min", argument, errors));
    let high = max.filter(|a| !is_none(a)).and_then(|argument| whole("max", argument, errors));
    let is_signed = signed.and_then(|argument| flag("signed", argument, errors)).unwrap_or(false);
    if errors.len() > before {
        return None;
    }
    check_range(low, high, 0, is_signed, min, max, errors);
    if errors.len() == before && fixed_digits > 0 {
        // `fixed_digits` counts the sign, so it leaves one digit less below zero.
        let largest = 10i128.checked_pow(fixed_digits).map(|power| power - 1);
        let smallest = match (is_signed, 10i128.checked_pow(fixed_digits - 1)) {
            (false, _) => Some(0),
            (true, power) => power.map(|power| 1 - power),
        };
        if let (Some(low), Some(largest), Some(min)) = (low, largest, min)
            && low > largest
        {
            errors.push(never_so_long(min, "least", low, fixed_digits));
        }
        if let (Some(high), Some(smallest), Some(max)) = (high, smallest, max)
            && high < smallest
        {
            errors.push(never_so_long(max, "most", high, fixed_digits));
        }
    }
    let limits = if (fixed_digits, low, high) == (0, None, None) {
        Limits::None
    } else {
        Limits::Int { min: low, max: high, fixed_digits }
    };
    (errors.len() == before).then_some(Converter::Int { signed: is_signed, limits })
}

fn never_so_long(argument: &Argument<'_>, at: &str, bound: i128, digits: u32) -> SyntaxError {
    error(
        code::NEVER_MATCHES,
        argument.written.span(),
        format!("no number that is written in {digits} characters is at {at} {bound}"),
        "`fixed_digits` counts the sign as well",
    )
}

fn float<'a>(name: Word<'a>, given: &[Argument<'a>], errors: &mut Errors) -> Option<Converter<'a>> {
    let [min, max, signed] = assign(name, ["min", "max", "signed"], given, errors)?;
    let before = errors.len();
    let low = min.filter(|a| !is_none(a)).and_then(|argument| decimal("min", argument, errors));
    let high = max.filter(|a| !is_none(a)).and_then(|argument| decimal("max", argument, errors));
    let is_signed = signed.and_then(|argument| flag("signed", argument, errors)).unwrap_or(false);
    if errors.len() > before {
        return None;
    }
    check_range(low, high, 0.0, is_signed, min, max, errors);
    let limits =
        if low.is_none() && high.is_none() { Limits::None } else { Limits::Float { min: low, max: high } };
    (errors.len() == before).then_some(Converter::Float { signed: is_signed, limits })
}

/// Refuses bounds that are crossed, or below what can be written without a sign.
fn check_range<T: PartialOrd + Copy + core::fmt::Display>(
    low: Option<T>,
    high: Option<T>,
    zero: T,
    signed: bool,
    min: Option<&Argument<'_>>,
    max: Option<&Argument<'_>>,
    errors: &mut Errors,
) {
    let before = errors.len();
    for (bound, argument, name) in [(low, min, "min"), (high, max, "max")] {
        if let (Some(bound), Some(argument)) = (bound, argument)
            && bound < zero
            && !signed
        {
            errors.push(error(
                code::NEVER_MATCHES,
                argument.written.span(),
                format!("`{name}` is below zero, but without `signed` no minus is taken"),
                "add `signed=True`",
            ));
        }
    }
    if let (Some(low), Some(high), Some(max)) = (low, high, max)
        && low > high
        && errors.len() == before
    {
        errors.push(error(
            code::NEVER_MATCHES,
            max.written.span(),
            format!("`min` is {low} and `max` is {high}: no number fits"),
            "",
        ));
    }
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

/// `None`, which stands for no limit.
fn is_none(argument: &Argument<'_>) -> bool {
    matches!(argument.value, Value::Bare("None"))
}

fn wrong_type(name: &str, argument: &Argument<'_>, wanted: &str, example: &str) -> SyntaxError {
    let help = match argument.value {
        Value::Quoted(inner) if is_number(inner) => format!("write it without quotes: `{name}={inner}`"),
        _ => format!("write it as in `{name}={example}`"),
    };
    error(
        code::ARGUMENT_TYPE,
        argument.written.span(),
        format!("`{name}` is {wanted}, not `{}`", argument.written.text),
        help,
    )
}

fn too_large(name: &str, argument: &Argument<'_>, largest: impl core::fmt::Display) -> SyntaxError {
    error(
        code::ARGUMENT_RANGE,
        argument.written.span(),
        format!("this number is beyond what `{name}` can be"),
        format!("the largest is {largest}"),
    )
}

/// Whether the text is a number that could stand without quotes.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && text.parse::<f64>().is_ok()
}

/// The digits of a whole number, and whether a minus precedes.
fn digits<'a>(argument: &Argument<'a>) -> Option<(&'a str, bool)> {
    let Value::Bare(text) = argument.value else { return None };
    let (digits, negative) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some((text, negative))
}

/// A number of characters.
fn count(name: &str, argument: &Argument<'_>, errors: &mut Errors) -> Option<u32> {
    let wrong = match digits(argument) {
        None => wrong_type(name, argument, "a whole number", "5"),
        Some((_, true)) => {
            error(code::ARGUMENT_RANGE, argument.written.span(), format!("`{name}` cannot be below zero"), "")
        }
        Some((text, false)) => match text.parse::<u32>() {
            Ok(number) if number < u32::MAX => return Some(number),
            _ => too_large(name, argument, u32::MAX - 1),
        },
    };
    errors.push(wrong);
    None
}

fn whole(name: &str, argument: &Argument<'_>, errors: &mut Errors) -> Option<i128> {
    let wrong = match digits(argument) {
        None => wrong_type(name, argument, "a whole number", "5"),
        Some((text, negative)) => match text.parse::<i128>() {
            Ok(number) => return Some(number),
            Err(_) if negative => error(
                code::ARGUMENT_RANGE,
                argument.written.span(),
                format!("this number is beyond what `{name}` can be"),
                format!("the smallest is {}", i128::MIN),
            ),
            Err(_) => too_large(name, argument, i128::MAX),
        },
    };
    errors.push(wrong);
    None
}

fn decimal(name: &str, argument: &Argument<'_>, errors: &mut Errors) -> Option<f64> {
    let number = match argument.value {
        Value::Bare(text)
            if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'e' | b'E')) =>
        {
            text.parse::<f64>().ok()
        }
        _ => None,
    };
    let wrong = match number {
        Some(number) if number.is_finite() => return Some(number),
        Some(_) => too_large(name, argument, format!("{:e}", f64::MAX)),
        None => wrong_type(name, argument, "a number", "0.5"),
    };
    errors.push(wrong);
    None
}

fn flag(name: &str, argument: &Argument<'_>, errors: &mut Errors) -> Option<bool> {
    match argument.value {
        Value::Bare("True") => Some(true),
        Value::Bare("False") => Some(false),
        _ => {
            errors.push(error(
                code::ARGUMENT_TYPE,
                argument.written.span(),
                format!("`{name}` is `True` or `False`, not `{}`", argument.written.text),
                "any other word would count as true in Werkzeug",
            ));
            None
        }
    }
}
