//! The values of an endpoint's arguments: from a match, or from who wants a URL.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::value::equals;
use crate::pattern::Captures;
use crate::rule::{Class, Rule, Slot, Value};
use crate::table::{Leaf, Table};

/// The value of an argument.
#[derive(Clone, Debug)]
pub struct Argument<'a> {
    /// Its text.
    pub text: Cow<'a, str>,
    /// What it is compared as.
    pub kind: Kind,
}

/// What a value is compared as with the default of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number: 1 and 1.0 are one value.
    Number,
    /// Text.
    Text,
    /// What the default is: types have made sure that they fit.
    Any,
}

impl Kind {
    fn of(class: &Class<'_>) -> Self {
        match class {
            Class::Int { .. } | Class::Float { .. } => Kind::Number,
            Class::Text { .. } | Class::Path | Class::Any(_) | Class::Uuid => Kind::Text,
        }
    }
}

impl Table {
    /// The values of all arguments of the endpoint of `leaf`, as a match found them; `None` for those that the rule
    /// lacks.
    pub fn arguments<'a>(
        &self,
        leaf: &Leaf,
        captures: &Captures,
        domain: &'a str,
        path: &'a str,
    ) -> Vec<Option<Argument<'a>>> {
        let argument = |slot: &Slot| {
            if let Slot::Default(n) = slot {
                let default = leaf.rule.defaults.get(usize::from(*n))?;
                let kind = match default.value {
                    Value::Int(_) | Value::Float(_) => Kind::Number,
                    Value::Text(_) | Value::Bool(_) => Kind::Text,
                };
                return Some(Argument { text: Cow::Borrowed(default.text), kind });
            }
            let n = self.capture(leaf, *slot)?;
            let kind = Kind::of(&self.variable(leaf, n)?.class);
            let text = self.value(leaf, captures, n, domain, path)?;
            Some(Argument { text: Cow::Borrowed(text), kind })
        };
        leaf.rule.slots.iter().map(argument).collect()
    }

    /// The text of the n-th variable of the whole rule of `leaf`.
    pub fn value<'a>(
        &self,
        leaf: &Leaf,
        captures: &Captures,
        n: usize,
        domain: &'a str,
        path: &'a str,
    ) -> Option<&'a str> {
        let (start, end) = captures.get(n)?;
        let text = if n < usize::from(leaf.domain_variables) { domain } else { path };
        text.get(start..end)
    }
}

/// Whether a URL can be built from the rule (Werkzeug's `suitable_for`): it takes the method, each variable has a
/// value, and each default is absent or equal.
pub(super) fn suits(rule: &Rule<'_>, method: Option<&str>, arguments: &[Option<Argument<'_>>]) -> bool {
    method.is_none_or(|method| rule.methods.contains(method))
        && rule.slots.iter().enumerate().all(|(n, slot)| {
            let argument = arguments.get(n).and_then(Option::as_ref);
            match slot {
                Slot::Path(_) | Slot::Domain(_) => argument.is_some(),
                Slot::Default(default) => {
                    let default = rule.defaults.get(usize::from(*default));
                    argument.is_none_or(|argument| {
                        default.is_some_and(|default| equals(default.value, argument.kind, &argument.text))
                    })
                }
                Slot::Outer(_) | Slot::None => true,
            }
        })
}
