//! Reads the value of one argument as what its parameter takes.

use alloc::format;
use alloc::vec::Vec;

use super::arguments::{Argument, Value};
use crate::diagnostic::{SyntaxError, code, error};

/// `None`, which stands for no limit.
pub(super) fn is_none(argument: &Argument<'_>) -> bool {
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
pub(super) fn count(name: &str, argument: &Argument<'_>, errors: &mut Vec<SyntaxError>) -> Option<u32> {
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

/// A bound of `int`.
pub(super) fn whole(name: &str, argument: &Argument<'_>, errors: &mut Vec<SyntaxError>) -> Option<i128> {
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

/// A bound of `float`.
pub(super) fn decimal(name: &str, argument: &Argument<'_>, errors: &mut Vec<SyntaxError>) -> Option<f64> {
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

/// `True` or `False`.
pub(super) fn flag(name: &str, argument: &Argument<'_>, errors: &mut Vec<SyntaxError>) -> Option<bool> {
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
