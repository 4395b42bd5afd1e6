//! The app's rules and mounts as const data.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, Ident};
use wegwerk_routing::rule::{Class, Limits, Part, Piece, Place, Slot};

use super::dispatch;
use crate::model::{Handler, Model, Mount, RuleModel, bare, place};

/// The `Map` of the app.
pub(crate) fn tokens(model: &Model, generics: &Generics) -> TokenStream {
    let krate = &model.options.krate;
    let rules = model.rules.iter().enumerate().map(|(n, rule)| {
        let (cfgs, name) = (&model.handlers[rule.handler].cfgs, rule_name(n));
        quote!(#(#cfgs)* #name)
    });
    let mounts = model.mounts.iter().map(|m| mount(model, m, generics));
    let (app, merge) = (&model.name, model.options.merge_slashes);
    let id = id(model);
    let endpoints = model.handlers.iter().enumerate().map(|(n, handler)| endpoint(model, n, handler));
    let conditional = model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    quote! {
        #krate::private::Map {
            app: #app,
            id: #id,
            rules: &[#(#rules),*],
            mounts: &[#(#mounts),*],
            endpoints: &[#(#endpoints)*],
            outer: &[],
            hosts: #krate::private::Hosts::Subdomains(#krate::private::NO_SUBDOMAIN),
            merge_slashes: #merge,
            conditional: #conditional,
        }
    }
}

/// What tells the app from every other one: where it is written.
fn id(model: &Model) -> TokenStream {
    let name = &model.name;
    quote!(::core::concat!(::core::module_path!(), "::", #name, " ", ::core::line!(), ":", ::core::column!()))
}

/// An endpoint; one that is not there keeps its number.
fn endpoint(model: &Model, n: usize, handler: &Handler) -> TokenStream {
    let (krate, name) = (&model.options.krate, &handler.endpoint);
    let rules = model.rules.iter().enumerate().filter(|(_, rule)| rule.handler == n);
    let rules = rules.map(|(n, _)| rule_name(n));
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

/// The rules, each a constant of its own: a single one with all of them takes the compiler much longer.
pub(crate) fn rules(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let rules = model.rules.iter().enumerate().map(|(n, data)| {
        let (cfgs, name, value) = (&model.handlers[data.handler].cfgs, rule_name(n), rule(model, data));
        quote!(#(#cfgs)* const #name: #krate::private::Rule<'static> = #value;)
    });
    quote!(#(#rules)*)
}

fn rule_name(n: usize) -> Ident {
    super::name(format!("WEGWERK_RULE_{n}"))
}

fn rule(model: &Model, rule: &RuleModel) -> TokenStream {
    let krate = &model.options.krate;
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let parts = data.parts.iter().map(|p| part(krate, p));
    let variables = data.variables.iter().map(|variable| {
        let name = variable.name;
        let limits = limits(krate, variable.limits);
        let argument =
            handler.arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(name));
        let accepts = match argument {
            Some(argument) => {
                let function = dispatch::variable_name(handler, argument);
                quote!(#function().accepts())
            }
            None => quote!(::core::option::Option::None),
        };
        let class = class_tokens(krate, &variable.class);
        quote!(#krate::private::Variable { name: #name, class: #class, limits: #limits, accepts: #accepts })
    });
    let methods = if data.methods.is_any() {
        quote!(#krate::private::Methods::ANY)
    } else {
        let (bits, extra) = (data.methods.bits(), data.methods.extra());
        quote!(#krate::private::Methods::new(#bits, &[#(#extra),*]))
    };
    let (text, endpoint, number) = (data.text, data.endpoint, data.number);
    let slots = data.slots.iter().map(|slot| self::slot(krate, *slot));
    let (strict, merge, priority) = (data.strict_slashes, data.merge_slashes, data.priority);
    let place = place_tokens(krate, data.place);
    quote! {
        #krate::private::Rule {
            text: #text,
            parts: &[#(#parts),*],
            variables: &[#(#variables),*],
            methods: #methods,
            strict_slashes: #strict,
            merge_slashes: #merge,
            priority: #priority,
            endpoint: #endpoint,
            number: #number,
            slots: &[#(#slots),*],
            place: #place,
            ..#krate::private::Rule::EMPTY
        }
    }
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

fn mount(model: &Model, mount: &Mount, generics: &Generics) -> TokenStream {
    let krate = &model.options.krate;
    let cfgs = &mount.cfgs;
    let (parts, _) = mount.parsed.leak();
    let prefix = parts.iter().map(|p| part(krate, p));
    let (name, text) = (bare(&mount.method), mount.parsed.text.trim_end_matches('/'));
    let place = place_tokens(krate, place(mount.prefix.span()));
    let map = dispatch::mounted_map(krate, &mount.output, generics);
    quote! {
        #(#cfgs)*
        #krate::private::Mount {
            name: #name,
            text: #text,
            prefix: &[#(#prefix),*],
            variables: &[],
            domain: ::core::option::Option::None,
            part: false,
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
