//! Writing the path and the subdomain or host of a rule.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Argument;
use super::arguments::suits;
use super::value::canonical;
use crate::path::push_encoded;
use crate::pattern::Captures;
use crate::rule::{Class, Part, Piece, Rule, Slot, Variable};
use crate::table::{Leaf, Mounted, Table};

/// Where an app is mounted, with the values of the variables on the way.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The table of the whole app.
    pub table: &'static Table,
    /// The index of the app in [`Table::mounts`].
    pub mount: usize,
    /// The values of the variables of the prefixes, outermost first.
    pub prefix: &'a [Cow<'a, str>],
    /// The values of the variables of the domain that the mounts name, if they name one.
    pub domain: &'a [Cow<'a, str>],
}

/// A path, and the subdomain or host that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The path, percent-encoded. It never begins with two slashes, which would be a host.
    pub path: String,
    /// The subdomain or host; `None` where the whole app names none.
    pub domain: Option<String>,
    /// Whether the rule takes WebSocket handshakes.
    pub websocket: bool,
}

impl<'a> Place<'a> {
    /// The app.
    pub fn mounted(&self) -> Option<&'static Mounted> {
        self.table.mounts().get(self.mount)
    }

    /// The rules of an endpoint, in the order in which URLs are built from them.
    pub fn rules(&self, endpoint: u16) -> &'static [&'static Rule<'static>] {
        self.mounted()
            .and_then(|mounted| mounted.map.endpoints.get(usize::from(endpoint)))
            .map_or(&[], |endpoint| endpoint.rules)
    }

    /// The rule of an endpoint that a URL with these values is built from: one that takes the method, or `GET`, or
    /// else any. Of several the one on the `current` host goes first.
    pub fn choose(
        &self,
        endpoint: u16,
        method: Option<&str>,
        arguments: &[Option<Argument<'_>>],
        current: Option<&str>,
    ) -> Option<&'static Rule<'static>> {
        let rules = self.rules(endpoint);
        let fitting = |method: Option<&str>| {
            let mut fitting = rules.iter().copied().filter(|rule| suits(rule, method, arguments));
            let first = fitting.next()?;
            let here = |rule: &&Rule<'static>| {
                let built = self.build(rule, arguments);
                current.is_some() && built.domain.as_deref() == current
            };
            let hosts = matches!(self.table.hosts(), Some(crate::map::Hosts::Hosts));
            if !hosts || here(&first) { Some(first) } else { fitting.find(here).or(Some(first)) }
        };
        match method {
            Some(method) => fitting(Some(method)),
            None => fitting(Some("GET")).or_else(|| fitting(None)),
        }
    }

    /// The path and the domain of a rule of the app.
    pub fn build(&self, rule: &Rule<'_>, arguments: &[Option<Argument<'_>>]) -> Built {
        let mut path = String::new();
        self.write_prefix(&mut path);
        let mut values = own(rule, arguments, Slot::Path);
        write_parts(&mut path, rule.parts, rule.variables, &mut values);
        Built { path: local(path), domain: self.domain(rule, arguments), websocket: rule.websocket }
    }

    /// The path of the mount itself, without a slash at its end.
    pub fn prefix(&self) -> String {
        let mut path = String::new();
        self.write_prefix(&mut path);
        path
    }

    fn write_prefix(&self, path: &mut String) {
        let mut values = self.prefix.iter();
        let Some(mounted) = self.mounted() else { return };
        for n in 0..usize::from(mounted.depth) {
            let Some(mount) = mounted.mount(n) else { continue };
            let mut next = || values.next().map_or("", |value| value.as_ref());
            write_parts(path, mount.prefix, mount.variables, &mut next);
        }
    }

    fn domain(&self, rule: &Rule<'_>, arguments: &[Option<Argument<'_>>]) -> Option<String> {
        let hosts = self.table.hosts()?;
        let mut text = String::new();
        let mut forced = self.domain.iter();
        match (self.mounted().and_then(|mounted| mounted.domain), rule.domain) {
            (Some(domain), _) => {
                let mut next = || forced.next().map_or("", |value| value.as_ref());
                write_domain(&mut text, &domain.part, domain.variables, &mut next);
            }
            (None, Some(domain)) => {
                write_domain(
                    &mut text,
                    &domain.part,
                    domain.variables,
                    &mut own(rule, arguments, Slot::Domain),
                );
            }
            (None, None) => {
                if let crate::map::Hosts::Subdomains(default) = hosts {
                    text.push_str(default.pattern);
                }
            }
        }
        Some(text)
    }
}

impl Table {
    /// The values of the variables of the domain and the prefixes that a matched rule's app is mounted under.
    pub fn outer<'a>(
        &self,
        leaf: &Leaf,
        captures: &Captures,
        domain: &'a str,
        path: &'a str,
    ) -> (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>) {
        let value = |n| Cow::Borrowed(self.value(leaf, captures, n, domain, path).unwrap_or_default());
        let forced = self.mounted(leaf).is_some_and(|mounted| mounted.domain.is_some());
        let domains = usize::from(leaf.domain_variables);
        let own = (0..if forced { domains } else { 0 }).map(value).collect();
        (own, (domains..usize::from(leaf.first)).map(value).collect())
    }
}

/// The values of a rule's own variables, those of the path or of the domain, one after the other.
fn own<'v>(
    rule: &'v Rule<'_>,
    arguments: &'v [Option<Argument<'_>>],
    slot: fn(u8) -> Slot,
) -> impl FnMut() -> &'v str {
    let mut n = 0;
    move || {
        let wanted = slot(n);
        n += 1;
        let at = rule.slots.iter().position(|slot| *slot == wanted);
        let argument = at.and_then(|at| arguments.get(at)).and_then(Option::as_ref);
        argument.map_or("", |argument| argument.text.as_ref())
    }
}

/// Adds a slash and its text for each part.
fn write_parts<'v>(
    path: &mut String,
    parts: &[Part<'_>],
    variables: &[Variable<'_>],
    next: &mut impl FnMut() -> &'v str,
) {
    let mut variables = variables.iter();
    for part in parts {
        path.push('/');
        if part.is_static() {
            encode(path, part.pattern, false);
        }
        for piece in part.pieces {
            match piece {
                Piece::Literal(text) => encode(path, text, true),
                Piece::Variable(class) => {
                    let value = next();
                    let value = variables.next().map_or(Cow::Borrowed(value), |own| canonical(own, value));
                    encode(path, &value, matches!(class, Class::Path));
                }
            }
        }
    }
}

fn write_domain<'v>(
    text: &mut String,
    part: &Part<'_>,
    variables: &[Variable<'_>],
    next: &mut impl FnMut() -> &'v str,
) {
    let mut variables = variables.iter();
    if part.is_static() {
        text.push_str(part.pattern);
    }
    for piece in part.pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Variable(_) => {
                let value = next();
                let value = variables.next().map_or(Cow::Borrowed(value), |own| canonical(own, value));
                text.push_str(&value.to_lowercase());
            }
        }
    }
}

/// Percent-encodes a text; a slash in it separates segments, or is data.
fn encode(path: &mut String, text: &str, separates: bool) {
    for byte in text.bytes() {
        if byte == b'/' && separates {
            path.push('/');
        } else {
            push_encoded(path, byte);
        }
    }
}

/// A path that no browser takes for a host: where a value is empty it would begin with two slashes.
pub(super) fn local(path: String) -> String {
    if path.starts_with("//") { alloc::format!("/.{path}") } else { path }
}
