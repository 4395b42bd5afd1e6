//! The app's rules and mounts as const data.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Ident};
use wegwerk_routing::grammar::{Kind, ParsedRule};
use wegwerk_routing::rule::{
    Class, Default, Domain, Limits, Part, Piece, Place, Rule, Slot, Value, Variable,
};

use super::placed::parsed;
use super::shared::Shared;
use super::types::with_lifetime;
use super::{mounts, variables};
use crate::check::variables::written;
use crate::model::{Action, Argument, Handler, Model, RuleModel, TargetPiece, bare, place};
use crate::parse::defaults::Outer;

/// The `Map` of the app.
pub(crate) fn tokens(model: &Model) -> TokenStream {
    let (krate, names) = (&model.options.krate, Names::of(model));
    let rules = model
        .rules
        .iter()
        .map(|rule| format!("{} &{},", cfg_text(&model.handlers[rule.handler].cfgs), names.rule(rule.id)));
    let rules = parsed(&rules.collect::<String>());
    let mounts = (0..model.mounts.len()).map(|n| mount(model, n));
    let mounts = mounts.chain(model.parts.iter().map(|part| self::part_of(model, part)));
    let (app, merge) = (&model.name, model.options.merge_slashes);
    let id = id(model);
    let endpoints =
        parsed(&model.handlers.iter().map(|handler| endpoint(handler, &names)).collect::<String>());
    let outer = model.options.outer.iter().map(|outer| self::outer(krate, outer));
    let hosts = hosts(model);
    let conditional = model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    quote! {
        wegwerk_private::Map {
            app: #app,
            id: #id,
            rules: &[#rules],
            mounts: &[#(#mounts),*],
            endpoints: &[#endpoints],
            outer: &[#(#outer),*],
            hosts: #hosts,
            merge_slashes: #merge,
            conditional: #conditional,
        }
    }
}

/// What tells the app from every other one: where it is written.
pub(crate) fn id(model: &Model) -> TokenStream {
    let name = &model.name;
    quote!(::core::concat!(::core::module_path!(), "::", #name, " ", ::core::line!(), ":", ::core::column!()))
}

/// An endpoint; one that is not there keeps its number.
fn endpoint(handler: &Handler, names: &Names) -> String {
    let rules: String = handler.rules.iter().map(|id| format!("&{},", names.rule(*id))).collect();
    let arguments = handler.arguments.iter().filter(|argument| argument.variable.is_some());
    let arguments: Vec<&str> =
        arguments.map(|argument| argument.name.as_deref().unwrap_or_default()).collect();
    let endpoint = format!(
        "wegwerk_private::Endpoint {{ name: {:?}, rules: &[{rules}], arguments: &{arguments:?} }},",
        handler.endpoint
    );
    if handler.cfgs.is_empty() {
        return endpoint;
    }
    let (cfgs, conditions) = (
        cfg_text(&handler.cfgs),
        handler.cfgs.iter().filter_map(|cfg| match &cfg.meta {
            syn::Meta::List(list) => Some(&list.tokens),
            _ => None,
        }),
    );
    let conditions = quote!(#(#conditions),*);
    format!("{cfgs} {endpoint} #[cfg(not(all({conditions})))] wegwerk_private::Endpoint::NONE,")
}

fn cfg_text(cfgs: &[Attribute]) -> String {
    if cfgs.is_empty() { String::new() } else { quote!(#(#cfgs)*).to_string() }
}

/// How rules are named in what is generated: by their place in one of several statics. Each static costs the compiler
/// time, and a single one of all rules takes it much longer than a few.
struct Names {
    /// For each rule, by its number, where it stands among all.
    order: HashMap<usize, usize>,
    /// Which rules are there, only the compiler knows: each is a static of its own.
    conditional: bool,
}

/// The rules in one static.
const TOGETHER: usize = 32;

impl Names {
    fn of(model: &Model) -> Self {
        let order = all(model).enumerate().map(|(n, rule)| (rule.id, n)).collect();
        Names { order, conditional: is_conditional(model) }
    }

    /// The place of a rule among all; rules that were refused have none, and nothing names them.
    fn place(&self, id: usize) -> usize {
        self.order.get(&id).copied().unwrap_or_default()
    }

    fn rule(&self, id: usize) -> String {
        let n = self.place(id);
        if self.conditional {
            return format!("WEGWERK_RULES_{n}[0]");
        }
        format!("WEGWERK_RULES_{}[{}]", n / TOGETHER, n % TOGETHER)
    }
}

fn all(model: &Model) -> impl Iterator<Item = &RuleModel> {
    model.rules.iter().chain(&model.build_only)
}

fn is_conditional(model: &Model) -> bool {
    model.handlers.iter().any(|handler| !handler.cfgs.is_empty())
}

/// The rules, and where they are written. A place is read for messages alone, and what reads a static is not evaluated
/// again where another one changes: a line that is added moves places, and leaves the rest as it is. What several rules
/// have is a constant, so that each says little.
pub(crate) fn rules(model: &Model) -> TokenStream {
    // A constant is unused where no rule that has it is there.
    let names = Names::of(model);
    let mut shared = Shared::new(names.conditional);
    let (mut places, mut rules) = (String::new(), String::new());
    let all: Vec<&RuleModel> = all(model).collect();
    for (n, together) in all.chunks(if names.conditional { 1 } else { TOGETHER }).enumerate() {
        let cfgs = cfg_text(&model.handlers[together[0].handler].cfgs);
        let mut text = String::new();
        for data in together {
            let Place { file, line, column } = data.data.place;
            places.push_str(&format!(
                "wegwerk_private::Place {{ file: {}, line: {line}, column: {column} }},",
                shared.file(file)
            ));
            text.push_str(&rule(model, data, &names, &mut shared));
            text.push(',');
        }
        rules.push_str(&format!(
            "{cfgs} static WEGWERK_RULES_{n}: [wegwerk_private::Rule<'static>; {}] = [{text}];\n",
            together.len()
        ));
    }
    let count = all.len();
    let mut text = shared.constants;
    text.push_str(&rules);
    text.push_str(&format!(
        "static WEGWERK_PLACES: [wegwerk_private::Place<'static>; {count}] = [{places}];\n"
    ));
    parsed(&text)
}

/// What rules are told apart by beside their paths.
fn hosts(model: &Model) -> TokenStream {
    match &model.options.default_subdomain {
        _ if model.options.host_matching => quote!(wegwerk_private::Hosts::Hosts),
        Some(default) => quote!(wegwerk_private::Hosts::Subdomains(&wegwerk_private::subdomain(#default))),
        None => quote!(wegwerk_private::Hosts::Subdomains(wegwerk_private::NO_SUBDOMAIN)),
    }
}

/// A variable that the app takes from its mounts.
fn outer(krate: &syn::Path, outer: &Outer) -> TokenStream {
    let (name, written) = (bare(&outer.name), written(&outer.ty));
    let ty = with_lifetime(&outer.ty, "'static");
    let fits = [("int", 1u8), ("float", 2), ("uuid", 4), ("any", 8), ("path", 16)].map(|(marker, bit)| {
        let marker = super::name(marker.to_owned());
        quote!((if wegwerk_private::Fits::<#krate::converter::#marker, #ty>::YES { #bit } else { 0 }))
    });
    quote! {
        wegwerk_private::Outer {
            name: #name,
            accepts: <#ty as #krate::PathParam<'static>>::ACCEPTS,
            fits: {
                #[allow(unused_imports)]
                use wegwerk_private::FitsNot as _;
                #(#fits)|*
            },
            ty: #written,
        }
    }
}

/// A rule, in as few words as say it: each costs the compiler time.
fn rule(model: &Model, rule: &RuleModel, names: &Names, shared: &mut Shared) -> String {
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let mut parts = String::new();
    for part in data.parts {
        parts.push_str(shared.part(part));
        parts.push(',');
    }
    let mut variables = String::new();
    for own in data.variables {
        let argument = argument_of(handler, own.name);
        let value = || variable(own, accepts(handler, argument)).to_string();
        if argument.is_none_or(variables::is_shared) {
            let function = argument.map(|argument| variables::function_name(handler, argument).to_string());
            variables.push_str(shared.variable(own, function.as_deref(), value));
        } else {
            variables.push_str(&value());
        }
        variables.push(',');
    }
    let methods = shared.methods(&data.methods).to_owned();
    let slots = shared.slots(data.slots).to_owned();
    let (text, endpoint, number) = (data.text, data.endpoint, data.number);
    let usual = format!(
        "wegwerk_private::Rule::new({text:?}, &[{parts}], &[{variables}], {methods}, ({endpoint:?}, {number}), {slots}, \
         &WEGWERK_PLACES[{}])",
        names.place(rule.id)
    );
    let special = special(model, rule, names);
    if special.is_empty() { usual } else { format!("wegwerk_private::Rule {{ {special} ..{usual} }}") }
}

/// The fields of a rule that most do not set.
fn special(model: &Model, rule: &RuleModel, names: &Names) -> TokenStream {
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let (strict, merge, priority) = (data.strict_slashes, data.merge_slashes, data.priority);
    let mut special = TokenStream::new();
    if let Some(domain) = data.domain {
        let variables = domain
            .variables
            .iter()
            .map(|own| variable(own, accepts(handler, argument_of(handler, own.name))));
        let domain = self::domain(domain, variables);
        special.extend(quote!(domain: ::core::option::Option::Some(&#domain),));
    }
    if data.websocket {
        special.extend(quote!(websocket: true,));
    }
    if data.refuses {
        special.extend(quote!(refuses: true,));
    }
    if data.blocking {
        special.extend(quote!(blocking: true,));
    }
    if strict != Rule::EMPTY.strict_slashes {
        special.extend(quote!(strict_slashes: #strict,));
    }
    if merge != Rule::EMPTY.merge_slashes {
        special.extend(quote!(merge_slashes: #merge,));
    }
    if priority != Rule::EMPTY.priority {
        special.extend(quote!(priority: #priority,));
    }
    if !data.defaults.is_empty() {
        let defaults = data.defaults.iter().map(|default| self::default(default));
        special.extend(quote!(defaults: &[#(#defaults),*],));
    }
    if !matches!(rule.action, Action::Handle) || !rule.canonical.is_empty() {
        let action = action(rule, names);
        special.extend(quote!(action: #action,));
    }
    special
}

/// The argument that takes a variable of this name.
fn argument_of<'h>(handler: &'h Handler, name: &str) -> Option<&'h Argument> {
    handler.arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(name))
}

/// Which texts an argument accepts.
fn accepts(handler: &Handler, argument: Option<&Argument>) -> TokenStream {
    match argument {
        Some(argument) => {
            let function = variables::function_name(handler, argument);
            quote!(#function().accepts())
        }
        None => quote!(::core::option::Option::None),
    }
}

fn variable(variable: &Variable<'_>, accepts: TokenStream) -> TokenStream {
    let (name, class) = (variable.name, class_tokens(&variable.class));
    match variable.limits {
        Limits::None => quote!(wegwerk_private::Variable::new(#name, #class, #accepts)),
        limits => {
            let limits = self::limits(limits);
            quote!(wegwerk_private::Variable { name: #name, class: #class, limits: #limits, accepts: #accepts })
        }
    }
}

fn domain(domain: &Domain<'_>, variables: impl Iterator<Item = TokenStream>) -> TokenStream {
    let (text, host, part) = (domain.text, domain.host, part(&domain.part));
    quote! {
        wegwerk_private::Domain { text: #text, part: #part, variables: &[#(#variables),*], host: #host }
    }
}

fn default(default: &Default<'_>) -> TokenStream {
    let (name, text) = (default.name, default.text);
    let value = match default.value {
        Value::Int(number) => quote!(Int(#number)),
        Value::Float(number) => quote!(Float(#number)),
        Value::Text(text) => quote!(Text(#text)),
        Value::Bool(value) => quote!(Bool(#value)),
    };
    quote!(wegwerk_private::Default { name: #name, value: wegwerk_private::Value::#value, text: #text })
}

fn action(rule: &RuleModel, names: &Names) -> TokenStream {
    let canonical = rule.canonical.iter().map(|id| parsed(&names.rule(*id)));
    let canonical = quote!(canonical: &[#(&#canonical),*]);
    let action = match &rule.action {
        Action::Handle => quote!(Handle { #canonical }),
        Action::Alias => quote!(Alias { #canonical }),
        Action::BuildOnly => quote!(BuildOnly),
        Action::RedirectTo(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                TargetPiece::Literal(text) => quote!(wegwerk_private::Target::Literal(#text)),
                TargetPiece::Slot(slot) => {
                    let slot = self::slot(*slot);
                    quote!(wegwerk_private::Target::Slot(#slot))
                }
            });
            quote!(RedirectTo(&[#(#pieces),*]))
        }
    };
    quote!(wegwerk_private::Action::#action)
}

pub(super) fn slot(slot: Slot) -> TokenStream {
    let slot = match slot {
        Slot::None => quote!(None),
        Slot::Path(n) => quote!(Path(#n)),
        Slot::Domain(n) => quote!(Domain(#n)),
        Slot::Outer(n) => quote!(Outer(#n)),
        Slot::Default(n) => quote!(Default(#n)),
    };
    quote!(wegwerk_private::Slot::#slot)
}

fn mount(model: &Model, n: usize) -> TokenStream {
    let (krate, mount) = (&model.options.krate, &model.mounts[n]);
    let cfgs = &mount.cfgs;
    let (parts, variables) = mount.parsed.leak();
    let prefix = parts.iter().map(|p| part(p));
    let accepts = |parsed: &ParsedRule<'_>, name: &str| {
        let named = parsed.variables.iter().find(|variable| variable.name == name);
        match named.map(|variable| variable.kind) {
            Some(Kind::Type(ty)) => match syn::parse_str::<syn::Path>(ty) {
                Ok(ty) => quote!(<#ty as #krate::PathParam<'static>>::ACCEPTS),
                Err(_) => quote!(::core::option::Option::None),
            },
            _ => quote!(::core::option::Option::None),
        }
    };
    let variables = variables.iter().map(|own| variable(own, accepts(&mount.parsed, own.name)));
    let domain = match &mount.domain {
        Some(parsed) => {
            let domain = parsed.leak();
            let variables = domain.variables.iter();
            let variables = variables.map(|own| variable(own, accepts(&parsed.parsed, own.name)));
            let domain = self::domain(domain, variables);
            quote!(::core::option::Option::Some(&#domain))
        }
        None => quote!(::core::option::Option::None),
    };
    let (name, text) = (bare(&mount.method), mount.parsed.text.trim_end_matches('/'));
    let place = place_tokens(place(mount.prefix.span()));
    let map = mounts::rules(model, n);
    quote! {
        #(#cfgs)*
        &wegwerk_private::Mount {
            name: #name,
            text: #text,
            prefix: &[#(#prefix),*],
            variables: &[#(#variables),*],
            domain: #domain,
            part: false,
            place: #place,
            map: #map,
        }
    }
}

/// Another block of the same app, as what is mounted without a prefix.
fn part_of(model: &Model, part: &Ident) -> TokenStream {
    let (name, place) = (bare(part), place_tokens(place(part.span())));
    let joined = super::parts::joined(model, part);
    let map = quote!(<#joined>::MAP);
    quote! {
        &wegwerk_private::Mount {
            name: #name,
            text: "",
            prefix: &[],
            variables: &[],
            domain: ::core::option::Option::None,
            part: true,
            place: #place,
            map: #map,
        }
    }
}

fn place_tokens(Place { file, line, column }: Place<'_>) -> TokenStream {
    quote!(wegwerk_private::Place { file: #file, line: #line, column: #column })
}

pub(super) fn part(part: &Part<'_>) -> TokenStream {
    let Part { pattern, pieces, weight, rest, suffixed } = part;
    if part.is_static() {
        return quote!(wegwerk_private::Part::literal(#pattern));
    }
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => quote!(wegwerk_private::Piece::Literal(#text)),
        Piece::Variable(class) => {
            let class = class_tokens(class);
            quote!(wegwerk_private::Piece::Variable(#class))
        }
    });
    quote! {
        wegwerk_private::Part {
            pattern: #pattern,
            pieces: &[#(#pieces),*],
            weight: &[#(#weight),*],
            rest: #rest,
            suffixed: #suffixed,
        }
    }
}

pub(super) fn class_tokens(class: &Class<'_>) -> TokenStream {
    let class = match class {
        Class::Text { min, max } => quote!(Text { min: #min, max: #max }),
        Class::Int { signed } => quote!(Int { signed: #signed }),
        Class::Float { signed } => quote!(Float { signed: #signed }),
        Class::Path => quote!(Path),
        Class::Any(items) => quote!(Any(&[#(#items),*])),
        Class::Uuid => quote!(Uuid),
    };
    quote!(wegwerk_private::Class::#class)
}

fn limits(limits: Limits) -> TokenStream {
    fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
        match value {
            Some(value) => quote!(::core::option::Option::Some(#value)),
            None => quote!(::core::option::Option::None),
        }
    }
    let limits = match limits {
        Limits::None => quote!(None),
        Limits::Int { min, max, fixed_digits } => {
            let (min, max) = (option(min), option(max));
            quote!(Int { min: #min, max: #max, fixed_digits: #fixed_digits })
        }
        Limits::Float { min, max } => {
            let (min, max) = (option(min), option(max));
            quote!(Float { min: #min, max: #max })
        }
    };
    quote!(wegwerk_private::Limits::#limits)
}
