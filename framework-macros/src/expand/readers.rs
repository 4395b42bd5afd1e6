//! The check that at most one argument of a handler reads the body. What reads it, the trait knows of each type, also
//! of the app's own.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use super::dispatch::last_span;
use super::located;
use super::types::{borrows, of_app};
use crate::model::{Handler, Model, bare};

/// One constant for each handler of an app that is not generic.
pub(crate) fn constants(model: &Model, app: &Type) -> TokenStream {
    let checks = model.handlers.iter().filter_map(|handler| {
        let check = check(model, handler, app)?;
        let cfgs = &handler.cfgs;
        let (_, span) = located(&model.options.krate, handler.method.span());
        Some(quote_spanned!(span=> #(#cfgs)* const _: () = #check;))
    });
    quote!(#(#checks)*)
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
        quote_spanned!(span=> <#ty as #krate::FromRequest<#app>>::READS_BODY)
    });
    let message = format!(
        "[WE311] two arguments of `{}` read the body\nhelp: a body can be read once: keep one of them",
        bare(&handler.method)
    );
    let (krate, span) = located(krate, handler.method.span());
    Some(quote_spanned!(span=> ::core::assert!(#krate::private::at_most_one(&[#(#reads),*]), #message)))
}
