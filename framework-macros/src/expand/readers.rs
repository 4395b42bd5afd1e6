//! The check that at most one argument of a handler reads the body, and none of a catch. What reads it, the trait
//! knows of each type, also of the app's own.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Path, Type};

use super::dispatch::last_span;
use super::located;
use super::types::{borrows, of_app};
use crate::model::{Catch, Handler, Model, bare};

/// One constant for each handler of an app that is not generic.
pub(crate) fn constants(model: &Model, app: &Type) -> TokenStream {
    let checks = model.handlers.iter().filter_map(|handler| {
        let check = check(model, handler, app)?;
        let cfgs = &handler.cfgs;
        let (_, span) = located(&model.options.krate, handler.method.span());
        Some(quote_spanned!(span=> #(#cfgs)* const _: () = #check;))
    });
    let catches = model.catches.iter().map(|catch| {
        let checks = none(&model.options.krate, catch, app);
        let cfgs = &catch.cfgs;
        let cfgs = quote!(#(#cfgs)*);
        let checks = checks.iter().map(|check| quote!(#cfgs const _: () = #check;));
        quote!(#(#checks)*)
    });
    quote!(#(#checks)* #(#catches)*)
}

/// The check within the code of a catch, as [`within`] that of a handler.
pub(crate) fn none_within(krate: &Path, catch: &Catch) -> TokenStream {
    let checks = none(krate, catch, &syn::parse_quote!(Self));
    quote!(#(const { #checks };)*)
}

fn none(krate: &Path, catch: &Catch, app: &Type) -> Vec<TokenStream> {
    let owned = catch.arguments.iter().filter(|ty| !borrows(ty)).map(|ty| of_app(ty, app));
    owned
        .map(|ty| {
            let (krate, span) = located(krate, last_span(&ty));
            let message = format!(
                "[WE311] an argument of the catch `{}` reads the body\nhelp: the handler may have read it: take what \
                 the head says",
                bare(&catch.method)
            );
            let reads = reads(&krate, span, &ty, app);
            quote_spanned!(span=> ::core::assert!(!#reads, #message))
        })
        .collect()
}

/// The check within the code of a handler whose app is generic: made when the app is built for its parameters.
pub(crate) fn within(model: &Model, handler: &Handler) -> TokenStream {
    match check(model, handler, &syn::parse_quote!(Self)) {
        Some(check) => quote!(const { #check };),
        None => TokenStream::new(),
    }
}

fn check(model: &Model, handler: &Handler, app: &Type) -> Option<TokenStream> {
    let krate = &model.options.krate;
    let owned: Vec<_> = handler
        .arguments
        .iter()
        .filter(|a| a.variable.is_none() && !borrows(&a.ty))
        .map(|a| of_app(&a.ty, app))
        .collect();
    if owned.len() < 2 {
        return None;
    }
    let reads = owned.iter().map(|ty| {
        let (krate, span) = located(krate, last_span(ty));
        reads(&krate, span, ty, app)
    });
    let message = format!(
        "[WE311] two arguments of `{}` read the body\nhelp: a body can be read once: keep one of them",
        bare(&handler.method)
    );
    let (krate, span) = located(krate, handler.method.span());
    Some(quote_spanned!(span=> ::core::assert!(#krate::private::at_most_one(&[#(#reads),*]), #message)))
}

/// Whether a type reads the body; no where it is no extractor, which is a mistake of its own.
fn reads(krate: &TokenStream, span: Span, ty: &Type, app: &Type) -> TokenStream {
    quote_spanned! {span=>
        {
            #[allow(unused_imports)]
            use #krate::private::NoExtractor as _;
            #krate::private::Reads::<#ty, #app>::READS_BODY
        }
    }
}
