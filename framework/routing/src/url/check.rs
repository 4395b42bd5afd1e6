//! Whether a URL leads back to where it was built for.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::value::{canonical, equals};
use super::{Argument, Built, Place};
use crate::matcher::{Outcome, Request};
use crate::path::Path;
use crate::pattern::Captures;
use crate::pattern::takes;
use crate::rule::{Action, Rule, Slot, Variable};

/// Why a URL does not lead back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The converter of a variable, or the type of its argument, refuses a value.
    Value {
        /// The variable.
        variable: String,
        /// The value.
        value: String,
    },
    /// Another rule takes the request.
    Taken {
        /// The rule.
        rule: &'static str,
        /// Its endpoint.
        endpoint: &'static str,
    },
    /// The request reaches the endpoint with another value: the segment is taken apart elsewhere.
    Apart {
        /// The variable.
        variable: String,
        /// The value that it has then.
        value: String,
    },
    /// No rule takes the request.
    NotFound,
}

impl Place<'_> {
    /// Checks that a request of `built`, which was built from `rule`, reaches the endpoint with the same values.
    ///
    /// # Errors
    /// Why it does not.
    pub fn comes_back(
        &self,
        rule: &Rule<'_>,
        arguments: &[Option<Argument<'_>>],
        built: &Built,
    ) -> Result<(), Refusal> {
        self.values_fit(rule, arguments)?;
        if matches!(rule.action, Action::BuildOnly) {
            return Ok(());
        }
        let domain = built.domain.as_deref().unwrap_or_default();
        let path = Path::decode(&built.path);
        let method = method(rule);
        let request = Request { method, path: &path, domain, websocket: built.websocket };
        let mut captures = Captures::new();
        let Outcome::Found(leaf) = self.table.find(&request, &mut captures) else {
            return Err(Refusal::NotFound);
        };
        if usize::from(leaf.mount) != self.mount || leaf.rule.number != rule.number {
            return Err(Refusal::Taken { rule: leaf.rule.text, endpoint: leaf.rule.endpoint });
        }
        let found = self.table.arguments(leaf, &captures, domain, path.text());
        let names = self.mounted().and_then(|m| m.map.endpoints.get(usize::from(rule.number)));
        for (n, slot) in rule.slots.iter().enumerate() {
            if let Slot::Default(default) = slot
                && let Some(default) = rule.defaults.get(usize::from(*default))
            {
                let found = found.get(n).and_then(Option::as_ref);
                let same = |found: &Argument<'_>| {
                    found.text == default.text || equals(default.value, found.kind, &found.text)
                };
                if !found.is_some_and(same) {
                    let value = found.map_or(String::new(), |found| found.text.to_string());
                    return Err(Refusal::Apart { variable: default.name.to_string(), value });
                }
                continue;
            }
            let (Some(variable), Some(given)) = (own(rule, *slot), arguments.get(n).and_then(Option::as_ref))
            else {
                continue;
            };
            let (wanted, found) = (canonical(variable, &given.text), found.get(n).and_then(Option::as_ref));
            let same = |found: &Argument<'_>| canonical(variable, &found.text) == wanted;
            if !found.is_some_and(same) {
                let name = names.and_then(|endpoint| endpoint.arguments.get(n)).unwrap_or(&variable.name);
                let value = found.map_or(String::new(), |found| found.text.to_string());
                return Err(Refusal::Apart { variable: (*name).to_string(), value });
            }
        }
        self.outer_comes_back(leaf, &captures, domain, path.text())
    }

    fn outer_comes_back(
        &self,
        leaf: &crate::table::Leaf,
        captures: &Captures,
        domain: &str,
        path: &str,
    ) -> Result<(), Refusal> {
        let (own, prefix) = self.table.outer(leaf, captures, domain, path);
        let first = usize::from(leaf.domain_variables);
        let pairs = self.domain.iter().zip(&own).enumerate();
        let pairs =
            pairs.chain(self.prefix.iter().zip(&prefix).enumerate().map(|(n, pair)| (first + n, pair)));
        for (n, (given, found)) in pairs {
            let Some(variable) = self.table.variable(leaf, n) else { continue };
            if canonical(variable, given) != canonical(variable, found) {
                let (variable, value) = (variable.name.to_string(), found.to_string());
                return Err(Refusal::Apart { variable, value });
            }
        }
        Ok(())
    }

    /// Checks each value alone against its converter and its type.
    fn values_fit(&self, rule: &Rule<'_>, arguments: &[Option<Argument<'_>>]) -> Result<(), Refusal> {
        let own = rule
            .slots
            .iter()
            .zip(arguments)
            .filter_map(|(slot, argument)| Some((own(rule, *slot)?, argument.as_ref()?.text.as_ref())));
        let Some(mounted) = self.mounted() else { return Ok(()) };
        let prefix = self.prefix.iter().enumerate();
        let prefix = prefix.filter_map(|(n, value)| Some((mounted.prefix_variable(n)?, value.as_ref())));
        let forced = mounted.domain.map_or(&[][..], |domain| domain.variables).iter();
        let forced = forced.zip(self.domain.iter().map(AsRef::as_ref));
        let all: Vec<(&Variable<'_>, &str)> = forced.chain(prefix).chain(own).collect();
        for (variable, value) in all {
            let text = canonical(variable, value);
            let fits = takes(&variable.class, &text)
                && variable.limits.allow(&text)
                && variable.accepts.is_none_or(|accepts| accepts(&text));
            if !fits {
                return Err(Refusal::Value { variable: variable.name.to_string(), value: value.to_string() });
            }
        }
        Ok(())
    }
}

/// The variable of the rule that an argument goes to.
fn own<'r>(rule: &Rule<'r>, slot: Slot) -> Option<&'r Variable<'r>> {
    match slot {
        Slot::Path(n) => rule.variables.get(usize::from(n)),
        Slot::Domain(n) => rule.domain?.variables.get(usize::from(n)),
        _ => None,
    }
}

/// A method that the rule takes: `GET` where it may be.
fn method<'r>(rule: &Rule<'r>) -> &'r str {
    rule.methods.common(&crate::method::Methods::ANY).unwrap_or("GET")
}
