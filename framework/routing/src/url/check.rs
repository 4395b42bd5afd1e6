//! Whether a URL leads back to where it was built for.

use alloc::string::{String, ToString};

use super::value::{canonical, equals};
use super::{Argument, Built, Next, Place, dots};
use crate::matcher::{Outcome, Request};
use crate::path::Path;
use crate::pattern::{Captures, takes};
use crate::rule::{Action, Rule, Slot, Variable};
use crate::table::Leaf;

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
    /// The rule has no variable for a value.
    NoVariable {
        /// The argument.
        variable: String,
        /// The rule.
        rule: &'static str,
    },
    /// A client takes this segment away, and the one before it where it is `..`.
    Dots {
        /// The segment.
        segment: String,
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

/// How often a client is sent on at most before the handler is called: by slashes, and from an alias or to a default.
const HOPS: usize = 4;

/// A URL that is checked.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    rule: &'static Rule<'static>,
    arguments: &'w [Option<Argument<'w>>],
    method: &'w str,
}

impl Place<'_> {
    /// Checks that a request of `built`, which was built from `rule`, reaches the endpoint with the same values. The
    /// request is one with `method`, or with `GET` where the rule takes it, or else with any that it takes.
    ///
    /// # Errors
    /// Why it does not.
    pub fn comes_back(
        &self,
        rule: &'static Rule<'static>,
        method: Option<&str>,
        arguments: &[Option<Argument<'_>>],
        built: &Built,
    ) -> Result<(), Refusal> {
        // What is known of the values alone says more than what becomes of the request; but the request decides, as
        // another rule of the endpoint may take what this one refuses.
        let fits = self.values_fit(rule, arguments).and_then(|()| match dots::removed(&built.path) {
            Some(segment) => Err(Refusal::Dots { segment: segment.to_string() }),
            None => Ok(()),
        });
        if matches!(rule.action, Action::BuildOnly) {
            return fits;
        }
        let method = method.unwrap_or_else(|| self::method(rule));
        let wanted = Wanted { rule, arguments, method };
        let reached = self.reaches(wanted, built, &built.path, HOPS);
        if reached.is_ok() { Ok(()) } else { fits.and(reached) }
    }

    fn reaches(&self, wanted: Wanted<'_>, built: &Built, path: &str, hops: usize) -> Result<(), Refusal> {
        let domain = built.domain.as_deref().unwrap_or_default();
        let sent = dots::without_dots(path);
        let path = Path::decode(&sent);
        let request = Request { method: wanted.method, path: &path, domain, websocket: built.websocket };
        let mut captures = Captures::new();
        let leaf = match self.table.find(&request, &mut captures) {
            Outcome::Found(leaf) => leaf,
            Outcome::Redirect(path) if hops > 0 => return self.reaches(wanted, built, &path, hops - 1),
            _ => return Err(Refusal::NotFound),
        };
        match self.table.follow(leaf, &captures, &request, "") {
            Some(Next::Site(next)) if hops > 0 => return self.reaches(wanted, &next, &next.path, hops - 1),
            Some(Next::Site(_)) => return Err(Refusal::NotFound),
            Some(Next::Path(_) | Next::External(_)) | None => {}
        }
        if usize::from(leaf.mount) != self.mount || leaf.rule.number != wanted.rule.number {
            return Err(Refusal::Taken { rule: leaf.rule.text, endpoint: leaf.rule.endpoint });
        }
        self.arguments_come_back(wanted, leaf, &captures, domain, path.text())?;
        self.outer_comes_back(leaf, &captures, domain, path.text())
    }

    fn arguments_come_back(
        &self,
        wanted: Wanted<'_>,
        leaf: &Leaf,
        captures: &Captures,
        domain: &str,
        path: &str,
    ) -> Result<(), Refusal> {
        let Wanted { rule, arguments, .. } = wanted;
        let found = self.table.arguments(leaf, captures, domain, path);
        for (n, slot) in rule.slots.iter().enumerate().filter(|(_, slot)| !matches!(slot, Slot::Outer(_))) {
            let given = arguments.get(n).and_then(Option::as_ref);
            let found = found.get(n).and_then(Option::as_ref);
            let same = match (given, found) {
                (Some(given), Some(found)) => is_same(rule, *slot, given, found),
                (given, found) => given.is_none() && found.is_none(),
            };
            if !same {
                let variable = self.name(rule, n);
                return Err(match slot {
                    Slot::None if given.is_some() => Refusal::NoVariable { variable, rule: rule.text },
                    _ => {
                        let value = found.map_or(String::new(), |found| found.text.to_string());
                        Refusal::Apart { variable, value }
                    }
                });
            }
        }
        Ok(())
    }

    fn outer_comes_back(
        &self,
        leaf: &Leaf,
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
    pub(super) fn values_fit(
        &self,
        rule: &Rule<'_>,
        arguments: &[Option<Argument<'_>>],
    ) -> Result<(), Refusal> {
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
        for (variable, value) in forced.chain(prefix).chain(own) {
            let text = canonical(variable, value);
            let fits = takes(&variable.class, &text)
                && variable.limits.allow(&text)
                && variable.accepts.is_none_or(|accepts| accepts(&text));
            if !fits {
                return Err(Refusal::Value { variable: variable.name.to_string(), value: value.to_string() });
            }
        }
        for (n, outer) in mounted.map.outer.iter().enumerate() {
            let (values, variable) = match mounted.outer(n) {
                Slot::Path(n) => (self.prefix.get(usize::from(n)), mounted.prefix_variable(usize::from(n))),
                Slot::Domain(n) => {
                    let named = mounted.domain.and_then(|domain| domain.variables.get(usize::from(n)));
                    (self.domain.get(usize::from(n)), named)
                }
                _ => continue,
            };
            let (Some(value), Some(variable), Some(accepts)) = (values, variable, outer.accepts) else {
                continue;
            };
            if !accepts(&canonical(variable, value)) {
                return Err(Refusal::Value { variable: outer.name.to_string(), value: value.to_string() });
            }
        }
        Ok(())
    }

    /// The name of the n-th argument.
    fn name(&self, rule: &Rule<'_>, n: usize) -> String {
        let endpoint = self.mounted().and_then(|m| m.map.endpoints.get(usize::from(rule.number)));
        endpoint.and_then(|endpoint| endpoint.arguments.get(n)).map_or(String::new(), |name| name.to_string())
    }
}

/// Whether the value that is found is the one that was given, to the rule that the URL is built from.
fn is_same(rule: &Rule<'_>, slot: Slot, given: &Argument<'_>, found: &Argument<'_>) -> bool {
    if let Slot::Default(default) = slot {
        let Some(default) = rule.defaults.get(usize::from(default)) else { return false };
        return found.text == default.text || equals(default.value, found.kind, &found.text);
    }
    match own(rule, slot) {
        Some(variable) => canonical(variable, &given.text) == canonical(variable, &found.text),
        None => given.text == found.text,
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
