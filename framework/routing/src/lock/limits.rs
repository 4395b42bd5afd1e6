//! Whether a rule refuses no value of a variable that another takes, as far as the limits of converters tell.

use crate::rule::{Class, Limits, Variable};

/// Whether `own` takes every value that `locked` takes, where the pattern of its converter does.
pub(super) const fn widens(own: &Variable<'_>, locked: &Variable<'_>) -> bool {
    match (own.limits, locked.limits) {
        (Limits::None, _) => true,
        (Limits::Int { .. }, Limits::Float { .. }) | (Limits::Float { .. }, Limits::Int { .. }) => false,
        (Limits::Int { min, max, fixed_digits }, locked_limits) => {
            let (least, most, digits) = match locked_limits {
                Limits::Int { min, max, fixed_digits } => (min, max, fixed_digits),
                _ => (None, None, 0),
            };
            (fixed_digits == 0 || fixed_digits == digits)
                && is_least(min, least_of(least, locked.class))
                && is_most(max, most_of(most, digits))
        }
        (Limits::Float { min, max }, locked_limits) => {
            let (least, most) = match locked_limits {
                Limits::Float { min, max } => (min, max),
                _ => (None, None),
            };
            let least = match (least, locked.class) {
                (None, Class::Float { signed: false }) => Some(0.0),
                _ => least,
            };
            let is_least = match (min, least) {
                (None, _) => true,
                (Some(min), Some(least)) => min <= least,
                _ => false,
            };
            let is_most = match (max, most) {
                (None, _) => true,
                (Some(max), Some(most)) => max >= most,
                _ => false,
            };
            is_least && is_most
        }
    }
}

const fn is_least(min: Option<i128>, least: Option<i128>) -> bool {
    match (min, least) {
        (None, _) => true,
        (Some(min), Some(least)) => min <= least,
        _ => false,
    }
}

const fn is_most(max: Option<i128>, most: Option<i128>) -> bool {
    match (max, most) {
        (None, _) => true,
        (Some(max), Some(most)) => max >= most,
        _ => false,
    }
}

/// The smallest number that is taken.
const fn least_of(min: Option<i128>, class: Class<'_>) -> Option<i128> {
    match (min, class) {
        (None, Class::Int { signed: false }) => Some(0),
        (Some(min), Class::Int { signed: false }) if min < 0 => Some(0),
        _ => min,
    }
}

/// The largest number that is taken.
const fn most_of(max: Option<i128>, digits: u32) -> Option<i128> {
    if digits == 0 || digits > 37 {
        return max;
    }
    let most = 10i128.pow(digits) - 1;
    match max {
        Some(max) if max < most => Some(max),
        _ => Some(most),
    }
}
