//! The texts of values: one for each value, so that a resource has one URL.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::ToString;

use crate::pattern::takes;
use crate::rule::{Class, Limits, Value, Variable};

/// The text of a value as it stands in a URL, decoded: a whole number without leading zeros but those that
/// `fixed_digits` asks for, another one with digits on both sides of its point and no exponent, a UUID in lower case.
/// What is no such value stays as it is: [`Refusal`](super::Refusal) tells.
///
/// ```
/// use wegwerk_routing::rule::{Class, Limits, Variable};
/// use wegwerk_routing::url::canonical;
///
/// let limits = Limits::Int { min: None, max: None, fixed_digits: 4 };
/// let class = Class::Int { signed: true };
/// let number = Variable { name: "number", class, limits, accepts: None };
/// assert_eq!(canonical(&number, "-7"), "-007");
/// assert_eq!(canonical(&number, "00012"), "0012");
/// ```
pub fn canonical<'t>(variable: &Variable<'_>, text: &'t str) -> Cow<'t, str> {
    match (variable.class, variable.limits) {
        (Class::Int { .. }, Limits::Int { fixed_digits, .. }) => int(text, fixed_digits as usize),
        (Class::Int { .. }, _) => int(text, 0),
        (Class::Float { signed }, _) => float(text, signed),
        (Class::Uuid, _)
            if takes(&Class::Uuid, text) && text.bytes().any(|byte| byte.is_ascii_uppercase()) =>
        {
            Cow::Owned(text.to_ascii_lowercase())
        }
        _ => Cow::Borrowed(text),
    }
}

/// A whole number, `width` characters long at least, its sign included.
fn int(text: &str, width: usize) -> Cow<'_, str> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let significant = digits.trim_start_matches('0');
    let significant = if significant.is_empty() { "0" } else { significant };
    let sign = if negative && significant != "0" { "-" } else { "" };
    if significant.len() == text.len() && width <= text.len() {
        return Cow::Borrowed(text);
    }
    // Not by a format's width, which panics beyond 65,535; no request line holds that many digits.
    let zeros = width.saturating_sub(sign.len() + significant.len()).min(usize::from(u16::MAX));
    Cow::Owned(format!("{sign}{}{significant}", "0".repeat(zeros)))
}

/// The shortest decimal number that reads as the same `f64`.
fn float(text: &str, signed: bool) -> Cow<'_, str> {
    let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return Cow::Borrowed(text);
    };
    // Zero below zero is zero to a converter that takes no minus.
    let number = if number == 0.0 && !signed { 0.0 } else { number };
    let mut written = number.to_string();
    if !written.contains('.') {
        written.push_str(".0");
    }
    Cow::Owned(written)
}

/// Whether a float is exactly this whole number.
fn is_whole(float: f64, number: i128) -> bool {
    // 2^127 is no i128, and the conversion would make it the largest one.
    float.abs() < 170_141_183_460_469_231_731_687_303_715_884_105_728.0
        && float == number as f64
        && float as i128 == number
}

/// Whether a default is what a text says; numbers are compared by their value (Python's `==`).
pub(super) fn equals(value: Value<'_>, kind: super::Kind, text: &str) -> bool {
    use super::Kind;
    match value {
        Value::Text(other) => kind != Kind::Number && other == text,
        Value::Bool(other) => kind != Kind::Number && text == if other { "true" } else { "false" },
        Value::Int(_) | Value::Float(_) if kind == Kind::Text => false,
        Value::Int(number) => match text.parse::<i128>() {
            Ok(other) => number == other,
            // Only a text with a point is a float: a whole number beyond an i128 is none of its values.
            Err(_) => text.contains('.') && text.parse::<f64>().is_ok_and(|other| is_whole(other, number)),
        },
        Value::Float(number) => text.parse::<f64>().is_ok_and(|other| number == other),
    }
}
