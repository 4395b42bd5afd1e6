//! Reading a method that serves rules: its attributes, its arguments, and what the two make of each other.

use syn::{Attribute, Generics, Visibility};
use wegwerk_routing::rule::{Default, Rule, Slot};

use super::served::{ParsedDomain, Served};
use super::{Action, Handler, Model, RuleModel, bare, cfgs, docs, leak, output, place};
use crate::check;
use crate::errors::Errors;
use crate::parse::answers::Returns;
use crate::parse::attribute;
use crate::parse::block::{Method, own_name};
use crate::parse::methods::MethodList;

impl Model {
    pub(super) fn read_handler(
        &mut self,
        method: &Method,
        routes: &[&Attribute],
        app: &Generics,
        domain: Option<&ParsedDomain>,
        errors: &mut Errors,
    ) {
        let fits = check::signature::handler(&method.signature, self.free, errors);
        let before = errors.count();
        let served: Vec<_> =
            routes.iter().filter_map(|attribute| self.read_rule(attribute, domain, errors)).collect();
        // What the attributes say wrongly would only be guessed from here on.
        if !fits || errors.count() > before {
            return;
        }
        let Some(endpoint) = check::endpoints::name(&method.signature.ident, &served, errors) else { return };
        let outer = &self.options.outer;
        let arguments = check::variables::arguments(&method.signature, &served, outer, errors);
        for served in &served {
            check::foreign::check(served, &arguments, errors);
        }
        check::parameters::variables(&arguments, app, errors);
        check::signature::blocking(&method.signature, &served, errors);
        check::output::check(&method.signature.output, "a handler", errors);
        check::readers::check(&arguments, errors);
        let generics = &method.signature.generics;
        let handler = self.handlers.len();
        let (answers, returns) = declared(&served, errors);
        let mut rules = Vec::new();
        for served in served {
            let slots = check::variables::slots(&method.signature, &served, &arguments, outer, errors);
            check::defaults::check(&served, &arguments, errors);
            rules.push(self.rule(served, &endpoint, slots, rules.len(), errors));
        }
        let all: Vec<&RuleModel> = rules.iter().collect();
        let order = check::actions::build_order(&all).into_iter().map(|n| all[n].id).collect();
        let canonical = check::actions::canonical(&all, self.options.redirect_defaults, errors);
        let ids: Vec<usize> = rules.iter().map(|rule| rule.id).collect();
        self.next += rules.len();
        for (mut rule, canonical) in rules.into_iter().zip(canonical) {
            rule.canonical = canonical.into_iter().map(|n| ids[n]).collect();
            match rule.action {
                Action::BuildOnly => self.build_only.push(rule),
                _ => self.rules.push(rule),
            }
        }
        let arguments = arguments.into_iter().map(|argument| argument.of_method(generics)).collect();
        self.handlers.push(Handler {
            method: method.signature.ident.clone(),
            endpoint,
            number: handler as u16,
            rules: order,
            is_async: method.signature.asyncness.is_some(),
            arguments,
            output: output(method),
            docs: docs(method),
            is_public: matches!(method.visibility, Visibility::Public(_)),
            is_deprecated: method.attributes.iter().any(|a| a.path().is_ident("deprecated")),
            answers,
            returns,
            cfgs: cfgs(method),
        });
    }

    /// Reads the attribute of a rule, with its path and its subdomain or host.
    fn read_rule(
        &self,
        attribute: &Attribute,
        domain: Option<&ParsedDomain>,
        errors: &mut Errors,
    ) -> Option<Served> {
        let route = attribute::route(attribute, own_name(attribute).unwrap_or("route"), errors)?;
        let merge = route.merge_slashes.unwrap_or(self.options.merge_slashes);
        let rule = check::rule::parse(&route.rule, merge, &route.allow, errors);
        let domain = match &route.domain {
            Some(text) => Some(check::domains::parse(text, &self.options, &route.allow, errors)?),
            None => domain.cloned(),
        };
        let rule = rule?;
        let needs_host = self.options.host_matching && !self.options.is_host_unknown;
        if domain.is_none() && needs_host && self.options.domain.is_none() {
            let help = "write `host = \"…\"` for the rule, or for all: `#[app(host_matching, host = \"…\")]`";
            errors.at(
                "WE336",
                route.rule.span(),
                "with `host_matching` a rule without a host never matches",
                help,
            );
            return None;
        }
        if domain.as_ref().is_some_and(|domain| check::domains::twice(&rule, domain, &route.rule, errors)) {
            return None;
        }
        Some(Served { route, rule, domain })
    }

    fn rule(
        &self,
        served: Served,
        endpoint: &str,
        slots: Vec<Slot>,
        count: usize,
        errors: &mut Errors,
    ) -> RuleModel {
        use wegwerk_routing::method::Methods;
        let (parts, variables) = served.rule.leak();
        let methods = match &served.route.methods {
            Some(MethodList::Any) => Methods::ANY,
            None => Methods::new(0b11, &[]),
            Some(MethodList::Some(bits, extra)) => {
                // HEAD comes with GET.
                let bits = if bits & 1 != 0 { bits | 0b10 } else { *bits };
                let extra: Vec<&'static str> = extra.iter().map(|name| leak(name)).collect();
                Methods::new(bits, extra.leak())
            }
        };
        check::actions::websocket(&served, &methods, errors);
        let source = |name: &str| served.source(name).map(|(slot, _)| slot);
        let variable = |name: &str| source(name).filter(|slot| !matches!(slot, Slot::Default(_)));
        let action = check::actions::read(&served, variable, errors);
        let defaults: Vec<Default<'static>> = served
            .route
            .defaults
            .iter()
            .map(|default| Default {
                name: leak(&bare(&default.name)),
                value: default.value,
                text: leak(&default.text),
            })
            .collect();
        let route = &served.route;
        let data = Rule {
            text: served.rule.text,
            parts,
            variables,
            domain: served.domain.as_ref().map(ParsedDomain::leak),
            methods,
            websocket: route.websocket,
            strict_slashes: route.strict_slashes.unwrap_or(self.options.strict_slashes),
            merge_slashes: route.merge_slashes.unwrap_or(self.options.merge_slashes),
            priority: route.priority,
            endpoint: leak(endpoint),
            number: self.handlers.len() as u16,
            slots: slots.leak(),
            defaults: defaults.leak(),
            blocking: route.blocking.is_some(),
            place: Box::leak(Box::new(place(route.rule.span()))),
            ..Rule::EMPTY
        };
        RuleModel {
            id: self.next + count,
            literal: served.route.rule.clone(),
            handler: self.handlers.len(),
            data,
            domain: None,
            action,
            arguments: served.arguments(),
            canonical: Vec::new(),
            allow: served.route.allow,
        }
    }
}

/// What the attributes of a handler say of its answers: all statuses, and the one type.
fn declared(served: &[Served], errors: &mut Errors) -> (Vec<u16>, Option<Returns>) {
    let (mut statuses, mut returns) = (Vec::new(), None);
    for route in served.iter().map(|served| &served.route) {
        statuses.extend(&route.answers);
        match &route.returns {
            Some(again) if returns.is_some() => {
                errors.on("WE414", again, "the handler says twice what it returns", "remove one `returns`");
            }
            Some(one) => returns = Some(one.clone()),
            None => {}
        }
    }
    statuses.sort_unstable();
    statuses.dedup();
    (statuses, returns)
}
