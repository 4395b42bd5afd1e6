//! What the block means: handlers with their rules and arguments, mounts and catches.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FnArg, Generics, Ident, Pat, ReturnType, Type};
use wegwerk_routing::conflict::View;
use wegwerk_routing::grammar::ParsedRule;
use wegwerk_routing::map::NO_SUBDOMAIN;
use wegwerk_routing::rule::{Default, Part, Rule, Slot};

use crate::check;
use crate::errors::{Errors, text};
use crate::expand::types::of_method;
use crate::parse::allow::Allow;
use crate::parse::attribute::{self, AppOptions};
use crate::parse::block::{Block, Item, Method, own_name};
use crate::parse::methods::MethodList;
use served::{ParsedDomain, Served};

pub(crate) mod served;

/// An app.
pub(crate) struct Model {
    /// The app's name, for messages.
    pub(crate) name: String,
    pub(crate) options: AppOptions,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) mounts: Vec<Mount>,
    pub(crate) catches: Vec<Catch>,
    /// Those that take requests, sorted as the table wants them.
    pub(crate) rules: Vec<RuleModel>,
    /// Those that URLs are built from, and nothing else.
    pub(crate) build_only: Vec<RuleModel>,
    /// The next rule's number.
    next: usize,
    /// The part of an app that the block is; `None` where it is the app's main block.
    pub(crate) part: Option<Ident>,
    /// The parts that the block is joined with.
    pub(crate) parts: Vec<Ident>,
    /// The block is a module: handlers are free functions.
    pub(crate) free: bool,
    /// Some attribute in the block is about what is deprecated.
    pub(crate) says_deprecated: bool,
    /// The methods that have mistakes of their own: nothing calls them.
    pub(crate) faulty: Vec<Ident>,
    /// Some rules conflict.
    pub(crate) conflicts: bool,
    /// What to say of attributes on what the compiler should have refused, should it not.
    pub(crate) unread: Vec<(Span, String)>,
}

/// A method that serves rules.
pub(crate) struct Handler {
    pub(crate) method: Ident,
    pub(crate) endpoint: String,
    pub(crate) number: u16,
    /// The ids of its rules, in the order in which URLs are built from them.
    pub(crate) rules: Vec<usize>,
    pub(crate) is_async: bool,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) output: ReturnType,
    /// Its documentation.
    pub(crate) docs: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// An argument of a handler, after `self`.
pub(crate) struct Argument {
    /// The name, without a leading `_`; `None` for a pattern.
    pub(crate) name: Option<String>,
    pub(crate) ty: Type,
    /// Whether it takes a variable of the rules.
    pub(crate) variable: Option<VariableArgument>,
}

impl Argument {
    /// The argument without lifetimes of its method.
    fn of_method(mut self, generics: &Generics) -> Self {
        self.ty = of_method(&self.ty, generics);
        if let Some(variable) = &mut self.variable {
            variable.optional = variable.optional.as_ref().map(|ty| of_method(ty, generics));
        }
        self
    }
}

/// How an argument takes a variable.
pub(crate) struct VariableArgument {
    /// Its place among the handler's variable arguments.
    pub(crate) slot: usize,
    /// Some rule lacks it: the type is the `T` of an `Option<T>`.
    pub(crate) optional: Option<Type>,
    /// The converters of the rules, each once.
    pub(crate) converters: Vec<Converter>,
}

/// What a variable's converter gives.
#[derive(Clone)]
pub(crate) enum Converter {
    Text,
    /// One of ours, by the name of its marker type.
    Marker(&'static str),
    /// A type by its name, and the rule that names it.
    Type(String, Span),
    /// The marker of the type of a default, and where the default is.
    Default(&'static str, Span),
    /// The type of an outer variable.
    Outer(Box<Type>),
}

impl PartialEq for Converter {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Converter::Text, Converter::Text) => true,
            (Converter::Marker(one), Converter::Marker(other)) => one == other,
            (Converter::Default(one, _), Converter::Default(other, _)) => one == other,
            // An app has one outer variable of a name.
            (Converter::Outer(_), Converter::Outer(_)) => true,
            (Converter::Type(one, _), Converter::Type(other, _)) => one == other,
            _ => false,
        }
    }
}

/// A rule with the handler that serves it.
pub(crate) struct RuleModel {
    /// What tells it from every other of the app.
    pub(crate) id: usize,
    pub(crate) literal: syn::LitStr,
    pub(crate) handler: usize,
    pub(crate) data: Rule<'static>,
    /// What its subdomain or host looks like; `None` where no rule of the app names one.
    pub(crate) domain: Option<&'static Part<'static>>,
    pub(crate) action: Action,
    /// The names of all arguments that it gives a value to, sorted.
    pub(crate) arguments: Vec<String>,
    /// The ids of the rules that it sends the client to.
    pub(crate) canonical: Vec<usize>,
    pub(crate) allow: Allow,
}

impl RuleModel {
    /// The rule as checks see it.
    pub(crate) fn view(&self) -> View<'static> {
        View::of(&self.data).at(self.domain)
    }
}

/// What is done with a request that a rule takes.
pub(crate) enum Action {
    Handle,
    Alias,
    RedirectTo(Vec<TargetPiece>),
    BuildOnly,
}

/// A piece of the address that a rule redirects to.
pub(crate) enum TargetPiece {
    Literal(String),
    Slot(Slot),
}

/// A mounted app.
pub(crate) struct Mount {
    pub(crate) method: Ident,
    pub(crate) output: Type,
    pub(crate) prefix: syn::LitStr,
    pub(crate) parsed: ParsedRule<'static>,
    pub(crate) domain: Option<ParsedDomain>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// A method that renders errors.
pub(crate) struct Catch {
    pub(crate) method: Ident,
    /// `None`: every error.
    pub(crate) status: Option<u16>,
    pub(crate) is_async: bool,
    /// The type of the argument that takes the error.
    pub(crate) error: Type,
    pub(crate) arguments: Vec<Type>,
    pub(crate) output: ReturnType,
    pub(crate) cfgs: Vec<Attribute>,
}

impl Model {
    /// An app that has nothing.
    pub(crate) fn empty(app: &Type, options: AppOptions) -> Self {
        Model {
            name: type_name(app),
            handlers: Vec::new(),
            mounts: Vec::new(),
            catches: Vec::new(),
            rules: Vec::new(),
            build_only: Vec::new(),
            next: 0,
            part: options.part.clone(),
            parts: options.parts.clone(),
            options,
            free: false,
            says_deprecated: false,
            faulty: Vec::new(),
            conflicts: false,
            unread: Vec::new(),
        }
    }

    /// Reads a block; what is wrong with it goes to `errors`, what is right stays.
    pub(crate) fn read(block: &Block, options: AppOptions, errors: &mut Errors) -> Self {
        let mut model = Model::empty(&block.app, options);
        model.says_deprecated = says_deprecated(block);
        if let Some(name) = block.module() {
            model.free = true;
            model.name = bare(name);
        }
        check::domains::default_subdomain(&model.options, errors);
        let domain = model.options.domain.clone();
        let domain = domain
            .and_then(|text| check::domains::parse(&text, &model.options, &model.options.allow, errors));
        for item in &block.items {
            match item {
                Item::Method(method) if !method.own.is_empty() => {
                    let before = errors.count();
                    model.read_method(method, &block.generics, domain.as_ref(), errors);
                    let refused = check::refused::is_refused(&method.signature, model.free);
                    if errors.count() > before || refused {
                        model.faulty.push(method.signature.ident.clone());
                    }
                }
                Item::Method(_) => {}
                Item::Other(other) => {
                    for name in other.own.iter().filter_map(|path| path.segments.last()) {
                        let message =
                            format!("`#[{name}]` stands on no method that can be read", name = name.ident);
                        let help = "put it on a `fn …(&self, …) { … }`";
                        if other.is_refused {
                            model.unread.push((name.ident.span(), text("WE409", &message, &help)));
                        } else {
                            errors.on("WE409", &name.ident, message, help);
                        }
                    }
                }
            }
        }
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
        model.rules.sort_by(|a, b| wegwerk_routing::table::compare_rules(&a.data, &b.data));
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

    fn read_handler(
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
        check::parameters::variables(&arguments, app, errors);
        check::signature::blocking(&method.signature, &served, errors);
        check::output::check(&method.signature.output, "a handler", errors);
        check::readers::check(&arguments, errors);
        let generics = &method.signature.generics;
        let handler = self.handlers.len();
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
            docs: method.attributes.iter().filter(|a| a.path().is_ident("doc")).cloned().collect(),
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
        if domain.is_none() && self.options.host_matching && self.options.domain.is_none() {
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
            place: place(route.rule.span()),
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
}

/// The place of a token in its file.
pub(crate) fn place(span: Span) -> wegwerk_routing::rule::Place<'static> {
    let start = span.start();
    wegwerk_routing::rule::Place {
        file: leak(&span.file()),
        line: start.line as u32,
        column: start.column as u32 + 1,
    }
}

/// Text that lives as long as the compiler.
pub(crate) fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The name of an argument as it is compared with variables; `None` for a pattern.
pub(crate) fn argument_name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident)
            if ident.mutability.is_none() && ident.by_ref.is_none() && ident.subpat.is_none() =>
        {
            Some(bare(&ident.ident))
        }
        _ => None,
    }
}

/// A name without `r#`.
pub(crate) fn bare(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

/// A name as an identifier, raw where it has to be. Before what can never be one, such as `self`, stands a `_`.
pub(crate) fn identifier(text: &str, span: Span) -> Ident {
    if syn::parse_str::<Ident>(text).is_ok() {
        Ident::new(text, span)
    } else if matches!(text, "self" | "Self" | "super" | "crate" | "_") {
        Ident::new(&format!("_{text}"), span)
    } else {
        Ident::new_raw(text, span)
    }
}

/// What a method returns, without lifetimes of its own.
fn output(method: &Method) -> ReturnType {
    match &method.signature.output {
        ReturnType::Type(arrow, ty) => {
            ReturnType::Type(*arrow, Box::new(of_method(ty, &method.signature.generics)))
        }
        ReturnType::Default => ReturnType::Default,
    }
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

/// The conditions that a method is there on.
pub(crate) fn cfgs(method: &Method) -> Vec<Attribute> {
    method.attributes.iter().filter(|a| a.path().is_ident("cfg")).cloned().collect()
}

pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|s| bare(&s.ident)).unwrap_or_default(),
        _ => quote::quote!(#ty).to_string(),
    }
}
