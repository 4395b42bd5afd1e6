//! A rule as its attribute has it: with its options, and where the values of its arguments come from.

use proc_macro2::Span;
use syn::LitStr;
use wegwerk_routing::grammar::{Kind, ParsedRule, ParsedVariable};
use wegwerk_routing::rule::{Domain, Slot, Value};

use super::{bare, leak};
use crate::parse::attribute::Route;
use crate::parse::defaults::Default;

/// A rule that was read.
pub(crate) struct Served {
    pub(crate) route: Route,
    pub(crate) rule: ParsedRule<'static>,
    pub(crate) domain: Option<ParsedDomain>,
}

/// A subdomain or host that was read.
#[derive(Clone)]
pub(crate) struct ParsedDomain {
    pub(crate) literal: LitStr,
    pub(crate) host: bool,
    pub(crate) parsed: ParsedRule<'static>,
}

/// What gives a rule the value of an argument.
pub(crate) enum Source<'s> {
    Variable(&'s ParsedVariable<'static>, Span),
    Default(&'s Default),
}

impl Served {
    /// Where the value of an argument of this name comes from.
    pub(crate) fn source(&self, name: &str) -> Option<(Slot, Source<'_>)> {
        let named = |variable: &ParsedVariable<'_>| variable.name == name;
        if let Some(n) = self.rule.variables.iter().position(named) {
            let source = Source::Variable(&self.rule.variables[n], self.route.rule.span());
            return Some((Slot::Path(n as u8), source));
        }
        if let Some(domain) = &self.domain
            && let Some(n) = domain.parsed.variables.iter().position(named)
        {
            let source = Source::Variable(&domain.parsed.variables[n], domain.literal.span());
            return Some((Slot::Domain(n as u8), source));
        }
        let n = self.route.defaults.iter().position(|default| bare(&default.name) == name)?;
        Some((Slot::Default(n as u8), Source::Default(&self.route.defaults[n])))
    }

    /// Whether the rule gives a value to an argument of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.source(name).is_some()
    }

    /// The variables of its path and of its subdomain or host, each with the literal that it stands in.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&ParsedVariable<'static>, &LitStr)> {
        let own = self.rule.variables.iter().map(|variable| (variable, &self.route.rule));
        let domain = self.domain.iter().flat_map(|domain| {
            domain.parsed.variables.iter().map(move |variable| (variable, &domain.literal))
        });
        own.chain(domain)
    }

    /// The names of all arguments that it gives a value to.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let variables = self.variables().map(|(variable, _)| variable.name.to_owned());
        let mut names: Vec<String> =
            variables.chain(self.route.defaults.iter().map(|d| bare(&d.name))).collect();
        names.sort_unstable();
        names
    }
}

impl ParsedDomain {
    /// As data that lives as long as the compiler.
    pub(crate) fn leak(&self) -> &'static Domain<'static> {
        let (parts, variables) = self.parsed.leak();
        let part = parts.first().copied().unwrap_or(*wegwerk_routing::map::NO_SUBDOMAIN);
        Box::leak(Box::new(Domain { text: leak(&self.literal.value()), part, variables, host: self.host }))
    }
}

/// The marker of the converter whose types a default's value can be given to; `None` for text.
pub(crate) fn marker(value: Value<'_>) -> Option<&'static str> {
    match value {
        Value::Int(_) => Some("int"),
        Value::Float(_) => Some("float"),
        Value::Text(_) | Value::Bool(_) => None,
    }
}

/// The marker of a converter; `None` for `string` and for types.
pub(crate) fn marker_of(kind: Kind<'_>) -> Option<&'static str> {
    match kind {
        Kind::Int => Some("int"),
        Kind::Float => Some("float"),
        Kind::Path => Some("path"),
        Kind::Any => Some("any"),
        Kind::Uuid => Some("uuid"),
        Kind::String | Kind::Type(_) => None,
    }
}
