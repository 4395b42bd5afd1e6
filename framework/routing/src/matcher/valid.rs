//! Whether values that fit the pattern of a rule are within its converters' limits, and whether the types of its
//! arguments take them.

use super::search::Search;
use crate::rule::{Limits, Slot};
use crate::table::Leaf;

impl<'q> Search<'q> {
    /// Whether the limits of the converters and the types of the arguments take the values.
    #[inline]
    pub(super) fn is_valid(&self, leaf: &Leaf) -> bool {
        !leaf.selective || self.values_are_valid(leaf)
    }

    fn values_are_valid(&self, leaf: &Leaf) -> bool {
        (0..self.captures.len()).all(|n| {
            let Some(variable) = self.table.variable(leaf, n) else { return true };
            if variable.accepts.is_none() && matches!(variable.limits, Limits::None) {
                return true;
            }
            self.value(leaf, n).is_some_and(|value| {
                variable.limits.allow(value) && variable.accepts.is_none_or(|accepts| accepts(value))
            })
        }) && self.outer_is_valid(leaf)
    }

    /// Whether the types that an app takes from its prefixes take their values.
    fn outer_is_valid(&self, leaf: &Leaf) -> bool {
        let Some(mounted) = self.table.mounted(leaf) else { return true };
        mounted.map.outer.iter().enumerate().all(|(n, outer)| {
            let Some(accepts) = outer.accepts else { return true };
            let capture = self.table.capture(leaf, Slot::Outer(n as u8));
            capture.and_then(|n| self.value(leaf, n)).is_some_and(accepts)
        })
    }

    /// The text of the n-th variable of the whole rule.
    fn value(&self, leaf: &Leaf, n: usize) -> Option<&'q str> {
        let (start, end) = self.captures.get(n)?;
        let text =
            if n < usize::from(leaf.domain_variables) { self.request.domain } else { self.path.text() };
        text.get(start..end)
    }
}

impl Limits {
    /// Whether a value that the converter's pattern takes is within the limits.
    pub fn allow(&self, value: &str) -> bool {
        match *self {
            Limits::None => true,
            Limits::Int { min, max, fixed_digits } => {
                if fixed_digits != 0 && value.len() != fixed_digits as usize {
                    return false;
                }
                match value.parse::<i128>() {
                    Ok(number) => min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max),
                    // More digits than an i128 holds: past every limit on its side.
                    Err(_) if value.starts_with('-') => min.is_none(),
                    Err(_) => max.is_none(),
                }
            }
            Limits::Float { min, max } => value.parse::<f64>().is_ok_and(|number| {
                min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
            }),
        }
    }
}
