//! `int` and `float`, and their bounds: bounds that no number can keep are refused.

use alloc::format;
use alloc::vec::Vec;

use super::Converter;
use super::arguments::Argument;
use super::assign::assign;
use super::value::{count, decimal, flag, is_none, whole};
use crate::diagnostic::{SyntaxError, Word, code, error};
use crate::rule::Limits;

pub(super) fn int<'a>(
    name: Word<'a>,
    given: &[Argument<'a>],
    errors: &mut Vec<SyntaxError>,
) -> Option<Converter<'a>> {
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

pub(super) fn float<'a>(
    name: Word<'a>,
    given: &[Argument<'a>],
    errors: &mut Vec<SyntaxError>,
) -> Option<Converter<'a>> {
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
    errors: &mut Vec<SyntaxError>,
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
