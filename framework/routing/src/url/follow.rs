//! Where a rule that took a request sends the client: to the rule with the default for what was found, from an alias to
//! the rule that it stands for, or to the address of a `redirect_to`.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::suits;
use super::build::local;
use super::dots::{self, without_dots};
use super::value::canonical;
use super::{Argument, Built, Place};
use crate::matcher::Request;
use crate::path::push_encoded;
use crate::pattern::Captures;
use crate::rule::{Action, Class, Rule, Slot, Target};
use crate::table::{Leaf, Table};

/// Where the client is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To another path of the app.
    Site(Built),
    /// To this path on the same host, with the query and fragment that it has: all of it, the script root included.
    Path(String),
    /// To another site.
    External(String),
}

impl Table {
    /// Where the client is sent whose request `leaf` took; `None` where the handler is called. `script_name` is the
    /// prefix that the whole app is reached under.
    pub fn follow(
        &'static self,
        leaf: &Leaf,
        captures: &Captures,
        request: &Request<'_>,
        script_name: &str,
    ) -> Option<Next> {
        match leaf.rule.action {
            Action::Handle { canonical: [] } | Action::BuildOnly => None,
            Action::Handle { canonical } | Action::Alias { canonical } => {
                let (arguments, domain, prefix) = self.found(leaf, captures, request);
                let place =
                    Place { table: self, mount: usize::from(leaf.mount), prefix: &prefix, domain: &domain };
                // To a rule that refuses a value, or at a path that clients resolve to another, the client would be sent
                // nowhere, or back here for ever.
                canonical.iter().find_map(|rule| {
                    let takes = suits(rule, Some(request.method), &arguments)
                        && place.values_fit(rule, &arguments).is_ok();
                    let built = takes.then(|| place.build(rule, &arguments))?;
                    dots::removed(&built.path).is_none().then_some(Next::Site(built))
                })
            }
            Action::RedirectTo(targets) => {
                let (arguments, domain, prefix) = self.found(leaf, captures, request);
                let place =
                    Place { table: self, mount: usize::from(leaf.mount), prefix: &prefix, domain: &domain };
                let address = written(leaf.rule, targets, &arguments);
                Some(if is_external(targets) {
                    Next::External(address)
                } else {
                    Next::Path(resolved(&address, script_name, &place.prefix()))
                })
            }
        }
    }

    #[expect(clippy::type_complexity, reason = "the three kinds of values of one match")]
    fn found<'a>(
        &self,
        leaf: &Leaf,
        captures: &Captures,
        request: &Request<'a>,
    ) -> (Vec<Option<Argument<'a>>>, Vec<Cow<'a, str>>, Vec<Cow<'a, str>>) {
        let (domain, path) = (request.domain, request.path.text());
        let (own, prefix) = self.outer(leaf, captures, domain, path);
        (self.arguments(leaf, captures, domain, path), own, prefix)
    }
}

/// The address with its values, each built as its variable is where it stands in the path, and encoded as data behind a
/// `?` or a `#`.
fn written(rule: &Rule<'_>, targets: &[Target<'_>], arguments: &[Option<Argument<'_>>]) -> String {
    let mut address = String::new();
    let mut behind_path = false;
    for target in targets {
        match target {
            Target::Literal(text) => {
                behind_path |= text.contains(['?', '#']);
                push_url(&mut address, text);
            }
            Target::Slot(slot) => {
                let variable = match slot {
                    Slot::Path(n) => rule.variables.get(usize::from(*n)),
                    Slot::Domain(n) => rule.domain.and_then(|domain| domain.variables.get(usize::from(*n))),
                    _ => None,
                };
                let at = rule.slots.iter().position(|other| other == slot);
                let argument = at.and_then(|at| arguments.get(at)).and_then(Option::as_ref);
                let (Some(variable), Some(argument)) = (variable, argument) else { continue };
                let value = canonical(variable, &argument.text);
                for byte in value.bytes() {
                    match byte {
                        byte if behind_path => push_data(&mut address, byte),
                        b'/' if matches!(variable.class, Class::Path) => address.push('/'),
                        byte => push_encoded(&mut address, byte),
                    }
                }
            }
        }
    }
    address
}

/// Adds a byte of a value to a query or a fragment: what separates parameters there, or is read as a space, is encoded.
fn push_data(address: &mut String, byte: u8) {
    match byte {
        b'&' | b'=' | b'+' | b';' => address.push_str(&alloc::format!("%{byte:02X}")),
        b'/' | b'?' => address.push(char::from(byte)),
        byte => push_encoded(address, byte),
    }
}

/// Adds what is a URL already: what no URL may hold is encoded, `%` and what separates stays.
fn push_url(address: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'/' | b'%' | b'?' | b'#' | b'[' | b']' => address.push(char::from(byte)),
            byte => push_encoded(address, byte),
        }
    }
}

/// Whether the literal text before the first variable names a scheme, or a host: no value can make it one.
fn is_external(targets: &[Target<'_>]) -> bool {
    let Some(Target::Literal(first)) = targets.first() else { return false };
    let end = first.find([':', '/', '?', '#']).unwrap_or(first.len());
    match first.strip_prefix("//") {
        Some(host) => !host.is_empty() && !host.starts_with(['/', '?', '#']),
        None => end > 0 && first[end..].starts_with(':'),
    }
}

/// The address as seen from the app's own root (RFC 3986, 5.2).
fn resolved(address: &str, script_name: &str, prefix: &str) -> String {
    let split = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(split);
    let whole = match path {
        _ if path.starts_with('/') => String::from(path),
        _ => alloc::format!("{script_name}{prefix}/{path}"),
    };
    let mut resolved = local(without_dots(&whole));
    resolved.push_str(rest);
    resolved
}
