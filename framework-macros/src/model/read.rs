//! Reading a block: methods that serve rules, mounts and catches, and then all of them together.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FnArg, Generics, Ident, Type};
use wegwerk_routing::map::NO_SUBDOMAIN;
use wegwerk_routing::rule::Part;

use super::lock;
use super::served::ParsedDomain;
use super::unlinked::Unlinked;
use super::{Catch, Model, Mount, argument_name, bare, cfgs, docs, leak, output};
use crate::check;
use crate::errors::Errors;
use crate::expand::generics::named;
use crate::expand::types::of_method;
use crate::parse::attribute::{self, AppOptions};
use crate::parse::block::{Block, Item, Method, own_name};
use crate::parse::defaults::Outer;

impl Model {
    /// Reads a block; what is wrong with it goes to `errors`, what is right stays.
    pub(crate) fn read(block: &Block, options: AppOptions, errors: &mut Errors) -> Self {
        let mut model = Model::empty(&block.app, options);
        model.says_deprecated = says_deprecated(block);
        if let Some(name) = block.module() {
            model.free = true;
            model.name = bare(name);
        }
        for outer in &mut model.options.outer {
            settle(outer, block);
        }
        check::domains::default_subdomain(&model.options, errors);
        let domain = model.options.domain.clone();
        let domain = domain
            .and_then(|text| check::domains::parse(&text, &model.options, &model.options.allow, errors));
        let (generics, _) = named(&block.generics, &block.app);
        for item in &block.items {
            match item {
                Item::Method(method) if !method.own.is_empty() => {
                    let ident = method.signature.ident.clone();
                    if check::refused::has_undeclared(&method.signature, &generics) {
                        model.faulty.push(ident);
                        continue;
                    }
                    let before = errors.count();
                    model.read_method(method, &block.generics, domain.as_ref(), errors);
                    let refused = check::refused::is_refused(&method.signature, model.free);
                    if errors.count() > before || refused {
                        model.faulty.push(ident);
                    }
                }
                Item::Method(_) => {}
                Item::Other(other) => {
                    for name in other.own.iter().filter_map(|path| path.segments.last()) {
                        let message =
                            format!("`#[{name}]` stands on no method that can be read", name = name.ident);
                        let help = "put it on a `fn …(&self, …) { … }`";
                        if other.is_refused {
                            errors.unless_refused("WE409", name.ident.span(), message, help);
                        } else {
                            errors.on("WE409", &name.ident, message, help);
                        }
                    }
                }
            }
        }
        model.unread = errors.take_unless_refused();
        check::parts::check(&mut model, errors);
        check::endpoints::check(&mut model, errors);
        check::catches::check(&model, errors);
        model.settle_domains();
        check::head::check(&mut model, errors);
        let refuses: Vec<bool> =
            model.rules.iter().map(|rule| check::unreachable::may_refuse(&model, rule)).collect();
        for (rule, refuses) in model.rules.iter_mut().zip(refuses) {
            rule.data.refuses = refuses;
        }
        let pairs = check::order::Pairs::of(&model);
        let conflicting = check::conflicts::check(&model, &pairs, errors);
        check::unreachable::check(&model, &pairs, &conflicting, errors);
        model.conflicts = conflicting.contains(&true);
        for rule in model.rules.iter().chain(&model.build_only) {
            rule.allow.check_used(errors);
        }
        model.options.allow.check_used(errors);
        model.leave_out_faulty();
        let methods = block.items.iter().filter_map(|item| match item {
            Item::Method(method) if model.faulty.contains(&method.signature.ident) => Some(method),
            _ => None,
        });
        let unlinked = methods.filter(|method| !method.own.is_empty());
        model.unlinked = unlinked.filter_map(|method| Unlinked::of(method, &model.options.outer)).collect();
        model.rules.sort_by(|a, b| wegwerk_routing::table::compare_rules(&a.data, &b.data));
        model.lock = lock::read(&model, errors.count() == 0, errors);
        model
    }

    /// Takes out what cannot be called, after it was compared with the rest: one mistake, one error.
    fn leave_out_faulty(&mut self) {
        let is_sound = |method: &Ident| !self.faulty.contains(method);
        let mut numbers = vec![None; self.handlers.len()];
        let mut sound = Vec::new();
        for (n, mut handler) in std::mem::take(&mut self.handlers).into_iter().enumerate() {
            if is_sound(&handler.method) {
                handler.number = sound.len() as u16;
                numbers[n] = Some(sound.len());
                sound.push(handler);
            }
        }
        self.handlers = sound;
        for rules in [&mut self.rules, &mut self.build_only] {
            *rules = std::mem::take(rules)
                .into_iter()
                .filter_map(|mut rule| {
                    rule.handler = numbers[rule.handler]?;
                    rule.data.number = rule.handler as u16;
                    Some(rule)
                })
                .collect();
        }
        self.mounts.retain(|mount| is_sound(&mount.method));
        self.catches.retain(|catch| is_sound(&catch.method));
    }

    fn read_method(
        &mut self,
        method: &Method,
        app: &Generics,
        domain: Option<&ParsedDomain>,
        errors: &mut Errors,
    ) {
        let all = |wanted: &'static str| method.own.iter().filter(move |a| own_name(a) == Some(wanted));
        let named = |wanted: &'static str| all(wanted).next();
        let routes: Vec<_> =
            method.own.iter().filter(|a| !matches!(own_name(a), Some("catch" | "mount"))).collect();
        match (named("mount"), named("catch")) {
            (None, None) => self.read_handler(method, &routes, app, domain, errors),
            (Some(other), Some(_)) => {
                errors.on("WE410", other, "a method is a mount or a catch, not both", "write two methods");
            }
            (Some(other), _) | (_, Some(other)) if !routes.is_empty() => {
                errors.on(
                    "WE410",
                    other,
                    "a handler can be neither a mount nor a catch",
                    "write two methods",
                );
            }
            (Some(mount), _) => match all("mount").nth(1) {
                Some(second) => {
                    let help = "write a method for each prefix: its name is the mount's";
                    errors.on("WE407", second, "a method mounts under one prefix", help);
                }
                None => self.read_mount(method, mount, app, errors),
            },
            _ => self.read_catch(method, &all("catch").collect::<Vec<_>>(), errors),
        }
    }

    fn read_mount(&mut self, method: &Method, mount: &Attribute, app: &Generics, errors: &mut Errors) {
        let Some(options) = attribute::mount(mount, errors) else { return };
        let prefix = options.prefix;
        let Some(output) = check::signature::mount(&method.signature, self.free, errors) else { return };
        let Some(parsed) = check::rule::prefix(&prefix, &options.allow, errors) else { return };
        let domain = match &options.domain {
            Some(text) => match check::domains::of_mount(text, &options.allow, errors) {
                Some(domain) => Some(domain),
                None => return,
            },
            None => None,
        };
        if domain.as_ref().is_some_and(|domain| check::domains::twice(&parsed, domain, &prefix, errors)) {
            return;
        }
        if !check::parameters::mount(&output, app, errors) {
            return;
        }
        options.allow.check_used(errors);
        self.mounts.push(Mount {
            method: method.signature.ident.clone(),
            output: of_method(&output, &method.signature.generics),
            prefix,
            parsed,
            domain,
            docs: docs(method),
            cfgs: cfgs(method),
        });
    }

    fn read_catch(&mut self, method: &Method, attributes: &[&Attribute], errors: &mut Errors) {
        let statuses: Vec<_> = attributes.iter().filter_map(|a| attribute::catch(a, errors)).collect();
        if statuses.len() < attributes.len() {
            return;
        }
        if !check::signature::catch(&method.signature, self.free, errors) {
            return;
        }
        let mut arguments = method.signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => Some(of_method(&typed.ty, &method.signature.generics)),
            FnArg::Receiver(_) => None,
        });
        let Some(error) = arguments.next() else { return };
        let arguments: Vec<_> = arguments.collect();
        check::output::check(&method.signature.output, "a catch", errors);
        self.catches.extend(statuses.into_iter().map(|status| Catch {
            method: method.signature.ident.clone(),
            status,
            is_async: method.signature.asyncness.is_some(),
            error: error.clone(),
            arguments: arguments.clone(),
            output: output(method),
            cfgs: cfgs(method),
        }));
    }

    /// Gives every rule the subdomain or host that it is for, where any rule of the app names one.
    fn settle_domains(&mut self) {
        let default =
            self.options.default_subdomain.as_ref().map(syn::LitStr::value).filter(|text| !text.is_empty());
        if default.is_none() && self.rules.iter().all(|rule| rule.data.domain.is_none()) {
            return;
        }
        let unnamed: &'static Part<'static> = match default {
            Some(default) => Box::leak(Box::new(wegwerk_routing::map::subdomain(leak(&default)))),
            None => NO_SUBDOMAIN,
        };
        for rule in &mut self.rules {
            rule.domain = Some(rule.data.domain.map_or(unnamed, |domain| &domain.part));
        }
    }
}

/// Gives an outer variable whose type is not said that of the first argument of its name.
fn settle(outer: &mut Outer, block: &Block) {
    if !matches!(outer.ty, Type::Infer(_)) {
        return;
    }
    let name = bare(&outer.name);
    let arguments = block.items.iter().flat_map(|item| match item {
        Item::Method(method) => method.signature.inputs.iter().collect(),
        Item::Other(_) => Vec::new(),
    });
    let mut types = arguments.filter_map(|input| match input {
        FnArg::Typed(typed) if argument_name(&typed.pat).as_ref() == Some(&name) => Some(&*typed.ty),
        _ => None,
    });
    outer.ty = types
        .next()
        .map_or_else(|| syn::parse_quote!(&str), |ty| check::variables::option(ty).unwrap_or(ty).clone());
}

/// Whether a method or the block is deprecated, or allows the use of what is.
fn says_deprecated(block: &Block) -> bool {
    fn says(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "deprecated",
            TokenTree::Group(group) => says(group.stream()),
            _ => false,
        })
    }
    let methods = block.items.iter().filter_map(|item| match item {
        Item::Method(method) => Some(&method.attributes),
        Item::Other(_) => None,
    });
    let attributes = [&block.attributes, &block.inner].into_iter().chain(methods).flatten();
    attributes.into_iter().any(|attribute| says(attribute.meta.to_token_stream()))
}
