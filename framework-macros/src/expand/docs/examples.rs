//! Example URLs: the table of the block is built here, as it is in the app, and asked which rule takes each.

use std::collections::HashMap;

use wegwerk_routing::example::example;
use wegwerk_routing::map::{Hosts, Map, NO_SUBDOMAIN, subdomain};
use wegwerk_routing::rule::{Class, Domain, Rule, Variable};
use wegwerk_routing::table::Table;

use super::known::{self, Known};
use super::written;
use crate::model::{Argument, Handler, Model, RuleModel, leak};

/// The example URLs of an app's rules.
pub(super) struct Examples(HashMap<usize, Example>);

/// An example URL of a rule.
pub(super) struct Example {
    /// The path, behind the host where the rule names the whole of it.
    pub(super) url: String,
    /// The subdomain, where the rule names one.
    pub(super) subdomain: Option<String>,
    /// The types that have to take what stands in it, as only they know.
    pub(super) assumed: Vec<String>,
}

impl Examples {
    pub(super) fn of(model: &Model) -> Self {
        let is_conditional = |rule: &RuleModel| !model.handlers[rule.handler].cfgs.is_empty();
        let (own, conditional): (Vec<_>, Vec<_>) = model.rules.iter().partition(|rule| !is_conditional(rule));
        let mut found = HashMap::new();
        let all: Vec<Rule<'static>> = own.iter().map(|rule| typed(model, rule)).collect();
        let own: Vec<&RuleModel> = own.into_iter().chain(&model.build_only).collect();
        examples(model, &all, &own, &mut found);
        // Whether the others are there, nobody knows here.
        for rule in conditional {
            let mut with = all.clone();
            with.push(typed(model, rule));
            examples(model, &with, &[rule], &mut found);
        }
        Examples(found)
    }

    pub(super) fn get(&self, rule: &RuleModel) -> Option<&Example> {
        self.0.get(&rule.id)
    }
}

fn examples(
    model: &Model,
    all: &[Rule<'static>],
    wanted: &[&RuleModel],
    found: &mut HashMap<usize, Example>,
) {
    let map = Map::leak("", all.to_vec());
    let hosts = match &model.options.default_subdomain {
        _ if model.options.host_matching => Hosts::Hosts,
        Some(default) => Hosts::Subdomains(Box::leak(Box::new(subdomain(leak(&default.value()))))),
        None => Hosts::Subdomains(NO_SUBDOMAIN),
    };
    let map = Map { hosts, merge_slashes: model.options.merge_slashes, ..*map };
    let map: &'static Map = Box::leak(Box::new(map));
    let table: &'static Table = Box::leak(Box::new(Table::leak(map)));
    for rule in wanted {
        let domain = rule.data.domain.map_or(&[][..], |domain| domain.variables);
        let mut variables = rule.data.variables.iter().chain(domain).peekable();
        if variables.peek().is_none() {
            continue;
        }
        let handler = &model.handlers[rule.handler];
        let unknown: Vec<(&Argument, &Variable<'static>)> = variables
            .filter_map(|variable| Some((argument(handler, variable.name)?, variable)))
            .filter(|(argument, _)| matches!(known::of(argument), Known::Other))
            .collect();
        // What a type makes of any text cannot be guessed.
        if unknown.iter().any(|(_, variable)| matches!(variable.class, Class::Text { .. })) {
            continue;
        }
        let own = map.rules.iter().copied().find(|own| std::ptr::eq(own.place, rule.data.place));
        let own = own.unwrap_or_else(|| {
            let action = wegwerk_routing::rule::Action::BuildOnly;
            Box::leak(Box::new(Rule { action, ..typed(model, rule) }))
        });
        let Some(built) = example(table, own) else { continue };
        let assumed = unknown.iter().map(|(argument, _)| {
            let optional = argument.variable.as_ref().and_then(|variable| variable.optional.as_ref());
            written::ty(optional.unwrap_or(&argument.ty))
        });
        let mut assumed: Vec<String> = assumed.collect();
        assumed.dedup();
        let (url, subdomain) = match built.domain.filter(|domain| !domain.is_empty()) {
            Some(host) if model.options.host_matching => (format!("//{host}{}", built.path), None),
            subdomain => (built.path, subdomain),
        };
        found.insert(rule.id, Example { url, subdomain, assumed });
    }
}

/// The rule with what is known of its types.
fn typed(model: &Model, rule: &RuleModel) -> Rule<'static> {
    let handler = &model.handlers[rule.handler];
    let typed = |variables: &[Variable<'static>]| -> &'static [Variable<'static>] {
        let typed = variables.iter().map(|variable| {
            let argument = argument(handler, variable.name);
            Variable { accepts: argument.and_then(accepts), ..*variable }
        });
        typed.collect::<Vec<_>>().leak()
    };
    let domain = rule.data.domain.map(|domain| {
        let domain = Domain { variables: typed(domain.variables), ..*domain };
        &*Box::leak(Box::new(domain))
    });
    Rule { variables: typed(rule.data.variables), domain, ..rule.data }
}

fn accepts(argument: &Argument) -> Option<fn(&str) -> bool> {
    let optional = argument.variable.as_ref().and_then(|variable| variable.optional.as_ref());
    let name = written::path(optional.unwrap_or(&argument.ty)).map(|(name, _)| name);
    known::of(argument).accepts(name.as_deref())
}

/// The argument that takes a variable of this name.
pub(super) fn argument<'h>(handler: &'h Handler, name: &str) -> Option<&'h Argument> {
    handler.arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(name))
}
