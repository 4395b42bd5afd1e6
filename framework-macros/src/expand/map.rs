//! The app's rules and mounts as const data.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, Ident};
use wegwerk_routing::rule::{Class, Limits, Part, Piece, Place};

use super::dispatch;
use crate::model::{Model, Mount, RuleModel, bare, place};

/// The `Map` of the app.
pub(crate) fn tokens(model: &Model, generics: &Generics) -> TokenStream {
    let krate = &model.options.krate;
    let rules = model.rules.iter().enumerate().map(|(n, rule)| {
        let (cfgs, name) = (&model.handlers[rule.handler].cfgs, rule_name(n));
        quote!(#(#cfgs)* #name)
    });
    let mounts = model.mounts.iter().map(|m| mount(model, m, generics));
    let (app, endpoints, merge) = (&model.name, model.handlers.len() as u16, model.options.merge_slashes);
    let conditional = model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    quote! {
        #krate::private::Map {
            app: #app,
            rules: &[#(#rules),*],
            mounts: &[#(#mounts),*],
            endpoints: #endpoints,
            merge_slashes: #merge,
            conditional: #conditional,
        }
    }
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
        quote!(#krate::private::Variable { name: #name, limits: #limits, accepts: #accepts })
    });
    let methods = if data.methods.is_any() {
        quote!(#krate::private::Methods::ANY)
    } else {
        let (bits, extra) = (data.methods.bits(), data.methods.extra());
        quote!(#krate::private::Methods::new(#bits, &[#(#extra),*]))
    };
    let (text, endpoint, number, slots) = (data.text, data.endpoint, data.number, data.slots);
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
        }
    }
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
