//! An app that is written in several blocks: what its main block has of each part. Where a part is missing, all of it is
//! empty, and one constant says so.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;

use super::{hash, located, mounts, name};
use crate::model::{Model, bare};

/// What tells the parts of an app from each other where only types and numbers can: their names, hashed.
pub(crate) fn number(part: &Ident) -> u64 {
    hash(&bare(part))
}

/// Whether there are such parts.
pub(crate) fn constants(model: &Model) -> TokenStream {
    let constants = model.parts.iter().map(|part| {
        let (number, exists) = (number(part), exists(part));
        let (app, text) = (&model.name, bare(part));
        let message = format!(
            "[WE412] `{app}` has no part `{text}`\nhelp: write `#[app(part = {text})]` on another `impl` block of `{app}`, \
             or take it out of `parts(…)`"
        );
        let (krate, span) = located(&model.options.krate, part.span());
        quote_spanned! {span=>
            const #exists: ::core::primitive::bool = {
                #[allow(unused_imports)]
                use #krate::private::NotAPart as _;
                #krate::private::PartOf::<WegwerkUrls, #number>::EXISTS
            };
            // Where two blocks are the main one, that is told, and what is missing in one of them is not.
            const _: () = #krate::private::check_part(#exists || WEGWERK_MAP.mounts.is_empty(), #message);
        }
    });
    quote!(#(#constants)*)
}

fn exists(part: &Ident) -> Ident {
    name(format!("WEGWERK_PART_{:X}", number(part)))
}

/// What has the rules and URLs of a part.
pub(crate) fn joined(model: &Model, part: &Ident) -> TokenStream {
    let (krate, number, exists) = (&model.options.krate, number(part), exists(part));
    quote!(#krate::private::Joined<#exists> as #krate::private::JoinedPart<WegwerkUrls, #number>)
}

/// Calls a method of a part.
pub(crate) fn call(model: &Model, part: &Ident, method: &str, arguments: TokenStream) -> TokenStream {
    let (krate, span) = located(&model.options.krate, part.span());
    let (method, number, exists) = (Ident::new(method, span), number(part), exists(part));
    quote_spanned! {span=>
        <#krate::private::Joined<#exists> as #krate::private::JoinedDispatch<_, #number>>::#method(self, #arguments).await
    }
}

/// The URLs of the app that a part is one of, and the check that its main block is there and joins it.
pub(crate) fn owner(model: &Model, part: &Ident) -> (TokenStream, TokenStream) {
    let (app, text) = (&model.name, bare(part));
    let missing = format!(
        "[WE411] the part `{text}` is joined nowhere: `{app}` has no main block\nhelp: write `#[app(parts({text}))]` on \
         another `impl` block of `{app}`"
    );
    let (krate, span) = located(&model.options.krate, part.span());
    let owner = quote! {
        <wegwerk_private::Owner<WEGWERK_OWNER> as wegwerk_private::OwnerOf<WegwerkAny, TheBlockOfTheApp>>
    };
    let check = quote_spanned! {span=>
        const WEGWERK_OWNER: ::core::primitive::bool = {
            #[allow(unused_imports)]
            use #krate::private::NotAPart as _;
            #krate::private::MainOf::<WegwerkAny>::EXISTS
        };
        const _: () = #krate::private::check_part(WEGWERK_OWNER, #missing);
        const _: () = if WEGWERK_OWNER { #krate::private::check_joined(#owner::MAP, #text) };
    };
    (quote!(#owner::Urls), check)
}

/// The place of a part among the mounts, which it stands behind.
pub(crate) fn index(model: &Model, n: usize) -> TokenStream {
    let before = mounts::index(model, model.mounts.len());
    quote!({ #before + #n })
}

/// The checks of each part against the main block and the parts before it.
pub(crate) fn checks(model: &Model) -> TokenStream {
    let checks = model.parts.iter().enumerate().map(|(n, part)| {
        let index = index(model, n);
        let (krate, span) = located(&model.options.krate, part.span());
        quote_spanned! {span=>
            #[allow(long_running_const_eval)]
            const _: () = {
                #krate::private::check_outer(WEGWERK_MAP, #index);
                #krate::private::check_names(WEGWERK_MAP, #index);
                #krate::private::check_placed(WEGWERK_MAP, #index);
                #krate::private::check_mount(&WEGWERK_STORAGE, #index);
                #krate::private::check_reached(&WEGWERK_STORAGE, #index);
            };
        }
    });
    quote!(#(#checks)*)
}
