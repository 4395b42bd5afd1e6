//! The app's rules and mounts as const data.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Ident};
use wegwerk_routing::grammar::{Kind, ParsedRule};
use wegwerk_routing::rule::{Class, Limits, Part, Piece, Place};

use super::placed::parsed;
use super::rules::{Names, domain, is_conditional, variable};
use super::types::with_lifetime;
use super::{mounts, operations};
use crate::model::{Handler, Model, bare, place};
use crate::parse::defaults::Outer;
use crate::written::written;

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
    let conditional = is_conditional(model);
    let describe = if operations::are_described() {
        quote!(::core::option::Option::Some(wegwerk_describe))
    } else {
        quote!(::core::option::Option::None)
    };
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
            describe: #describe,
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

pub(super) fn cfg_text(cfgs: &[Attribute]) -> String {
    if cfgs.is_empty() { String::new() } else { quote!(#(#cfgs)*).to_string() }
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

pub(super) fn limits(limits: Limits) -> TokenStream {
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
