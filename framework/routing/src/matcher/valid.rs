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
        self.refused(leaf).is_none()
    }

    /// The first variable whose value is refused, as [`Table::variable`](crate::table::Table::variable) counts, and whether
    /// its converter's limits do, rather than a type.
    pub(super) fn refused(&self, leaf: &Leaf) -> Option<(usize, bool)> {
        let own = (0..self.captures.len()).find_map(|n| {
            let variable = self.table.variable(leaf, n)?;
            if variable.accepts.is_none() && matches!(variable.limits, Limits::None) {
                return None;
            }
            let Some(value) = self.value(leaf, n) else { return Some((n, false)) };
            if !variable.limits.allow(value) {
                return Some((n, true));
            }
            variable.accepts.is_some_and(|accepts| !accepts(value)).then_some((n, false))
        });
        own.or_else(|| self.refused_outer(leaf))
    }

    /// The same of the types that an app takes from its prefixes.
    fn refused_outer(&self, leaf: &Leaf) -> Option<(usize, bool)> {
        let mounted = self.table.mounted(leaf)?;
        mounted.map.outer.iter().enumerate().find_map(|(n, outer)| {
            let accepts = outer.accepts?;
            let capture = self.table.capture(leaf, Slot::Outer(n as u8));
            let taken = capture.and_then(|n| self.value(leaf, n)).is_some_and(accepts);
            (!taken).then_some((capture.unwrap_or_default(), false))
        })
    }

    /// The text of the n-th variable of the whole rule.
    pub(super) fn value(&self, leaf: &Leaf, n: usize) -> Option<&'q str> {
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
