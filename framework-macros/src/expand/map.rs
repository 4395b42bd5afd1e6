//! The app's rules and mounts as const data.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;
use wegwerk_routing::grammar::{Kind, ParsedRule};
use wegwerk_routing::rule::{
    Class, Default, Domain, Limits, Part, Piece, Place, Rule, Slot, Value, Variable,
};

use super::types::with_lifetime;
use super::{mounts, variables};
use crate::check::variables::written;
use crate::model::{Action, Handler, Model, RuleModel, TargetPiece, bare, place};
use crate::parse::defaults::Outer;

/// The `Map` of the app.
pub(crate) fn tokens(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let rules = model.rules.iter().map(|rule| {
        let (cfgs, name) = (&model.handlers[rule.handler].cfgs, rule_name(rule.id));
        quote!(#(#cfgs)* &#name)
    });
    let mounts = (0..model.mounts.len()).map(|n| mount(model, n));
    let mounts = mounts.chain(model.parts.iter().map(|part| self::part_of(model, part)));
    let (app, merge) = (&model.name, model.options.merge_slashes);
    let id = id(model);
    let endpoints = model.handlers.iter().map(|handler| endpoint(model, handler));
    let outer = model.options.outer.iter().map(|outer| self::outer(krate, outer));
    let hosts = hosts(model);
    let conditional = model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    quote! {
        #krate::private::Map {
            app: #app,
            id: #id,
            rules: &[#(#rules),*],
            mounts: &[#(#mounts),*],
            endpoints: &[#(#endpoints)*],
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
fn endpoint(model: &Model, handler: &Handler) -> TokenStream {
    let (krate, name) = (&model.options.krate, &handler.endpoint);
    let rules = handler.rules.iter().map(|id| rule_name(*id));
    let arguments = handler.arguments.iter().filter(|argument| argument.variable.is_some());
    let arguments = arguments.map(|argument| argument.name.as_deref().unwrap_or_default());
    let endpoint = quote! {
        #krate::private::Endpoint { name: #name, rules: &[#(&#rules),*], arguments: &[#(#arguments),*] }
    };
    if handler.cfgs.is_empty() {
        return quote!(#endpoint,);
    }
    let (cfgs, conditions) = (
        &handler.cfgs,
        handler.cfgs.iter().filter_map(|cfg| match &cfg.meta {
            syn::Meta::List(list) => Some(&list.tokens),
            _ => None,
        }),
    );
    quote!(#(#cfgs)* #endpoint, #[cfg(not(all(#(#conditions),*)))] #krate::private::Endpoint::NONE,)
}

/// The rules, each a constant of its own: a single one with all of them takes the compiler much longer. So do parts
/// that are written again for each rule that has them.
pub(crate) fn rules(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let mut parts = Parts::default();
    let rules: TokenStream = model
        .rules
        .iter()
        .chain(&model.build_only)
        .map(|data| {
            let cfgs = &model.handlers[data.handler].cfgs;
            let (name, value) = (rule_name(data.id), rule(model, data, &mut parts));
            quote!(#(#cfgs)* const #name: #krate::private::Rule<'static> = #value;)
        })
        .collect();
    // One is unused where no rule that has it is there.
    let unused = model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    let unused = unused.then(|| quote!(#[allow(dead_code)]));
    let parts = parts.all.iter().enumerate().map(|(n, distinct)| {
        let (name, value) = (part_name(n), part(krate, distinct));
        quote!(#unused const #name: #krate::private::Part<'static> = #value;)
    });
    quote!(#(#parts)* #rules)
}

/// The different parts of an app's rules.
#[derive(Default)]
struct Parts {
    all: Vec<Part<'static>>,
    numbers: HashMap<(&'static str, bool), Vec<usize>>,
}

impl Parts {
    /// The name of the constant that is this part.
    fn name(&mut self, part: &Part<'static>) -> Ident {
        let alike = self.numbers.entry((part.pattern, part.is_static())).or_default();
        let known = alike.iter().find(|n| self.all[**n] == *part);
        let number = known.copied().unwrap_or_else(|| {
            alike.push(self.all.len());
            self.all.push(*part);
            self.all.len() - 1
        });
        part_name(number)
    }
}

fn part_name(number: usize) -> Ident {
    super::name(format!("WEGWERK_PART_{number}"))
}

fn rule_name(id: usize) -> Ident {
    super::name(format!("WEGWERK_RULE_{id}"))
}

/// What rules are told apart by beside their paths.
fn hosts(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    match &model.options.default_subdomain {
        _ if model.options.host_matching => quote!(#krate::private::Hosts::Hosts),
        Some(default) => quote!(#krate::private::Hosts::Subdomains(&#krate::private::subdomain(#default))),
        None => quote!(#krate::private::Hosts::Subdomains(#krate::private::NO_SUBDOMAIN)),
    }
}

/// A variable that the app takes from its mounts.
fn outer(krate: &syn::Path, outer: &Outer) -> TokenStream {
    let (name, written) = (bare(&outer.name), written(&outer.ty));
    let ty = with_lifetime(&outer.ty, "'static");
    let fits = [("int", 1u8), ("float", 2), ("uuid", 4), ("any", 8), ("path", 16)].map(|(marker, bit)| {
        let marker = super::name(marker.to_owned());
        quote!((if #krate::private::Fits::<#krate::converter::#marker, #ty>::YES { #bit } else { 0 }))
    });
    quote! {
        #krate::private::Outer {
            name: #name,
            accepts: <#ty as #krate::PathParam<'static>>::ACCEPTS,
            fits: {
                #[allow(unused_imports)]
                use #krate::private::FitsNot as _;
                #(#fits)|*
            },
            ty: #written,
        }
    }
}

/// A rule, in as few words as say it: each costs the compiler time.
fn rule(model: &Model, rule: &RuleModel, parts: &mut Parts) -> TokenStream {
    let krate = &model.options.krate;
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let parts = data.parts.iter().map(|part| parts.name(part));
    let variables = data.variables.iter().map(|own| variable(krate, own, accepts(handler, own.name)));
    let methods = if data.methods.is_any() {
        quote!(#krate::private::Methods::ANY)
    } else {
        let (bits, extra) = (data.methods.bits(), data.methods.extra());
        quote!(#krate::private::Methods::new(#bits, &[#(#extra),*]))
    };
    let (text, endpoint, number) = (data.text, data.endpoint, data.number);
    let slots = data.slots.iter().map(|slot| self::slot(krate, *slot));
    let place = place_tokens(krate, data.place);
    let usual = quote! {
        #krate::private::Rule::new(
            #text, &[#(#parts),*], &[#(#variables),*], #methods, (#endpoint, #number), &[#(#slots),*], #place
        )
    };
    let special = special(model, rule);
    if special.is_empty() { usual } else { quote!(#krate::private::Rule { #special ..#usual }) }
}

/// The fields of a rule that most do not set.
fn special(model: &Model, rule: &RuleModel) -> TokenStream {
    let (krate, data) = (&model.options.krate, &rule.data);
    let handler = &model.handlers[rule.handler];
    let (strict, merge, priority) = (data.strict_slashes, data.merge_slashes, data.priority);
    let mut special = TokenStream::new();
    if let Some(domain) = data.domain {
        let variables = domain.variables.iter().map(|own| variable(krate, own, accepts(handler, own.name)));
        let domain = self::domain(krate, domain, variables);
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
        let defaults = data.defaults.iter().map(|default| self::default(krate, default));
        special.extend(quote!(defaults: &[#(#defaults),*],));
    }
    if !matches!(rule.action, Action::Handle) || !rule.canonical.is_empty() {
        let action = action(model, rule);
        special.extend(quote!(action: #action,));
    }
    special
}

/// Which texts the argument of this name accepts.
fn accepts(handler: &Handler, name: &str) -> TokenStream {
    let argument = handler.arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(name));
    match argument {
        Some(argument) => {
            let function = variables::function_name(handler, argument);
            quote!(#function().accepts())
        }
        None => quote!(::core::option::Option::None),
    }
}

fn variable(krate: &syn::Path, variable: &Variable<'_>, accepts: TokenStream) -> TokenStream {
    let name = variable.name;
    let (class, limits) = (class_tokens(krate, &variable.class), limits(krate, variable.limits));
    quote!(#krate::private::Variable { name: #name, class: #class, limits: #limits, accepts: #accepts })
}

fn domain(
    krate: &syn::Path,
    domain: &Domain<'_>,
    variables: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let (text, host, part) = (domain.text, domain.host, part(krate, &domain.part));
    quote! {
        #krate::private::Domain { text: #text, part: #part, variables: &[#(#variables),*], host: #host }
    }
}

fn default(krate: &syn::Path, default: &Default<'_>) -> TokenStream {
    let (name, text) = (default.name, default.text);
    let value = match default.value {
        Value::Int(number) => quote!(Int(#number)),
        Value::Float(number) => quote!(Float(#number)),
        Value::Text(text) => quote!(Text(#text)),
        Value::Bool(value) => quote!(Bool(#value)),
    };
    quote!(#krate::private::Default { name: #name, value: #krate::private::Value::#value, text: #text })
}

fn action(model: &Model, rule: &RuleModel) -> TokenStream {
    let krate = &model.options.krate;
    let canonical = rule.canonical.iter().map(|id| rule_name(*id));
    let canonical = quote!(canonical: &[#(&#canonical),*]);
    let action = match &rule.action {
        Action::Handle => quote!(Handle { #canonical }),
        Action::Alias => quote!(Alias { #canonical }),
        Action::BuildOnly => quote!(BuildOnly),
        Action::RedirectTo(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                TargetPiece::Literal(text) => quote!(#krate::private::Target::Literal(#text)),
                TargetPiece::Slot(slot) => {
                    let slot = self::slot(krate, *slot);
                    quote!(#krate::private::Target::Slot(#slot))
                }
            });
            quote!(RedirectTo(&[#(#pieces),*]))
        }
    };
    quote!(#krate::private::Action::#action)
}

fn slot(krate: &syn::Path, slot: Slot) -> TokenStream {
    let slot = match slot {
        Slot::None => quote!(None),
        Slot::Path(n) => quote!(Path(#n)),
        Slot::Domain(n) => quote!(Domain(#n)),
        Slot::Outer(n) => quote!(Outer(#n)),
        Slot::Default(n) => quote!(Default(#n)),
    };
    quote!(#krate::private::Slot::#slot)
}

fn mount(model: &Model, n: usize) -> TokenStream {
    let (krate, mount) = (&model.options.krate, &model.mounts[n]);
    let cfgs = &mount.cfgs;
    let (parts, variables) = mount.parsed.leak();
    let prefix = parts.iter().map(|p| part(krate, p));
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
    let variables = variables.iter().map(|own| variable(krate, own, accepts(&mount.parsed, own.name)));
    let domain = match &mount.domain {
        Some(parsed) => {
            let domain = parsed.leak();
            let variables = domain.variables.iter();
            let variables = variables.map(|own| variable(krate, own, accepts(&parsed.parsed, own.name)));
            let domain = self::domain(krate, domain, variables);
            quote!(::core::option::Option::Some(&#domain))
        }
        None => quote!(::core::option::Option::None),
    };
    let (name, text) = (bare(&mount.method), mount.parsed.text.trim_end_matches('/'));
    let place = place_tokens(krate, place(mount.prefix.span()));
    let map = mounts::rules(model, n);
    quote! {
        #(#cfgs)*
        &#krate::private::Mount {
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
    let (name, place) = (bare(part), place_tokens(&model.options.krate, place(part.span())));
    let krate = &model.options.krate;
    let joined = super::parts::joined(model, part);
    let map = quote!(<#joined>::MAP);
    quote! {
        &#krate::private::Mount {
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

fn place_tokens(krate: &syn::Path, Place { file, line, column }: Place<'_>) -> TokenStream {
    quote!(#krate::private::Place { file: #file, line: #line, column: #column })
}

fn part(krate: &syn::Path, part: &Part<'_>) -> TokenStream {
    let Part { pattern, pieces, weight, rest, suffixed } = part;
    if part.is_static() {
        return quote!(#krate::private::Part::literal(#pattern));
    }
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => quote!(#krate::private::Piece::Literal(#text)),
        Piece::Variable(class) => {
            let class = class_tokens(krate, class);
            quote!(#krate::private::Piece::Variable(#class))
        }
    });
    quote! {
        #krate::private::Part {
            pattern: #pattern,
            pieces: &[#(#pieces),*],
            weight: &[#(#weight),*],
            rest: #rest,
            suffixed: #suffixed,
        }
    }
}

fn class_tokens(krate: &syn::Path, class: &Class<'_>) -> TokenStream {
    let class = match class {
        Class::Text { min, max } => quote!(Text { min: #min, max: #max }),
        Class::Int { signed } => quote!(Int { signed: #signed }),
        Class::Float { signed } => quote!(Float { signed: #signed }),
        Class::Path => quote!(Path),
        Class::Any(items) => quote!(Any(&[#(#items),*])),
        Class::Uuid => quote!(Uuid),
    };
    quote!(#krate::private::Class::#class)
}

fn limits(krate: &syn::Path, limits: Limits) -> TokenStream {
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
    quote!(#krate::private::Limits::#limits)
}
