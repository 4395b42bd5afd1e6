//! What an app has of each app that it mounts: its rules, the call of its handlers, the checks of the two together.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Ident, Type};

use super::dispatch::{call as call_method, last_span};
use super::generics::filled;
use super::types::with_lifetime;
use super::{located, map, name, parts};
use crate::model::{Model, Mount};

/// The app in the graph of mounts, and for each mount whether it leads back, and its rules.
pub(crate) fn items(model: &Model, generics: &Generics) -> TokenStream {
    let krate = &model.options.krate;
    let edges = model.mounts.iter().map(|mount| {
        let (cfgs, prefix) = (&mount.cfgs, mount.parsed.text);
        let node = of_output(&model.options.krate, &mount.output, generics, "NODE");
        quote!(#(#cfgs)* #krate::private::Edge { prefix: ::core::option::Option::Some(#prefix), to: #node })
    });
    let joined = model.parts.iter().map(|part| {
        let joined = parts::joined(model, part);
        quote!(#krate::private::Edge { prefix: ::core::option::Option::None, to: <#joined>::NODE })
    });
    let (app, id) = (&model.name, map::id(model));
    let rules = model.mounts.iter().enumerate().map(|(n, mount)| {
        let (cfgs, cycle, function, index) = (&mount.cfgs, cycle(n), rules_name(n), index(model, n));
        let map = of_output(krate, &mount.output, generics, "MAP");
        quote! {
            #(#cfgs)*
            const #cycle: ::core::primitive::bool = #krate::private::leads_back(&WEGWERK_NODE, #index);
            #(#cfgs)*
            const fn #function() -> &'static #krate::private::Map {
                #map
            }
        }
    });
    quote! {
        static WEGWERK_NODE: #krate::private::Node =
            #krate::private::Node { app: #app, id: #id, mounts: &[#(#edges,)* #(#joined,)*] };
        #(#rules)*
    }
}

/// What is known of a mounted app by what the mount's method gives; its parameters are filled in, because rules do
/// not depend on them. Of what is no app that is nothing: the mistake is told where it is called.
fn of_output(krate: &syn::Path, output: &Type, generics: &Generics, what: &str) -> TokenStream {
    let (output, what) = (with_lifetime(&filled(output, generics), "'static"), name(what.to_owned()));
    quote! {{
        #[allow(unused_imports)]
        use #krate::private::NotAnApp as _;
        #krate::private::MapOf::<#output>::#what
    }}
}

/// The rules of a mounted app; of one that leads back here there are none, or the constants would hold themselves. They
/// are asked for within a function, because a constant is evaluated wherever it is named.
pub(crate) fn rules(model: &Model, n: usize) -> TokenStream {
    let (krate, cycle, function) = (&model.options.krate, cycle(n), rules_name(n));
    quote!(if #cycle { #krate::private::NO_RULES } else { #function() })
}

fn cycle(n: usize) -> Ident {
    name(format!("WEGWERK_CYCLE_{n}"))
}

fn rules_name(n: usize) -> Ident {
    name(format!("wegwerk_rules_{n}"))
}

/// The place of a mount among those that `#[cfg]` leaves.
pub(crate) fn index(model: &Model, n: usize) -> TokenStream {
    let before = &model.mounts[..n.min(model.mounts.len())];
    if before.iter().all(|mount| mount.cfgs.is_empty()) {
        return quote!(#n);
    }
    let before = before.iter().map(|Mount { cfgs, .. }| quote!(#(#cfgs)* { wegwerk_n += 1; }));
    quote!({ let mut wegwerk_n = 0usize; #(#before)* wegwerk_n })
}

/// Calls a method of the mounted app. All of it stands at one token of the type that the mount's method gives,
/// so that what is no app is one error there.
pub(crate) fn call(model: &Model, n: usize, method: &str, arguments: TokenStream) -> TokenStream {
    let mount = &model.mounts[n];
    let child = call_method(model, &mount.method, false, TokenStream::new());
    let (krate, span) = located(&model.options.krate, name_span(&mount.output));
    let (method, cycle) = (Ident::new(method, span), cycle(n));
    let arguments = arguments.into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    let arguments: TokenStream = arguments.collect();
    let called = quote_spanned! {span=>
        let wegwerk_child = #krate::private::mounted(&wegwerk_child);
        <#krate::private::Enter<#cycle> as #krate::private::EnterMount<_>>::#method(wegwerk_child, #arguments).await
    };
    quote!({ let wegwerk_child = #child; #called })
}

/// The place of the word that names a type: `Admin` of `&Admin`, `Box` of `Box<Admin>`.
fn name_span(ty: &Type) -> Span {
    match ty {
        Type::Reference(reference) => name_span(&reference.elem),
        Type::Path(path) if path.qself.is_none() => {
            path.path.segments.last().map_or_else(|| last_span(ty), |last| last.ident.span())
        }
        _ => last_span(ty),
    }
}

/// The checks of each mount.
pub(crate) fn checks(model: &Model) -> TokenStream {
    let checks = model.mounts.iter().enumerate().map(|(n, mount)| {
        let (cfgs, index) = (&mount.cfgs, index(model, n));
        let (krate, span) = located(&model.options.krate, mount.prefix.span());
        quote_spanned! {span=>
            #(#cfgs)*
            #[allow(long_running_const_eval)]
            const _: () = {
                #krate::private::check_cycle(&WEGWERK_NODE, #index);
                #krate::private::check_outer(WEGWERK_MAP, #index);
                #krate::private::check_placed(WEGWERK_MAP, #index);
                #krate::private::check_mount(&WEGWERK_STORAGE, #index);
                #krate::private::check_reached(&WEGWERK_STORAGE, #index);
            };
        }
    });
    quote!(#(#checks)*)
}
