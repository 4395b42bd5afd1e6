//! What an item that could not be read is about: it gets an app without rules, so that one mistake is one error.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Generics, ItemImpl, Type};

/// The type of an implementation or of a definition, where that can be told and has a name.
pub(crate) fn subject(item: TokenStream) -> Option<(Generics, Type)> {
    if let Ok(block) = syn::parse2::<ItemImpl>(without_bodies(item.clone())) {
        let app = match *block.self_ty {
            Type::Group(group) => *group.elem,
            app => app,
        };
        return matches!(app, Type::Path(_)).then_some((block.generics, app));
    }
    let definition = syn::parse2::<DeriveInput>(item).ok()?;
    let ident = definition.ident;
    definition.generics.params.is_empty().then(|| (definition.generics, syn::parse_quote!(#ident)))
}

/// A block without its items: one that cannot be parsed still has a type.
fn without_bodies(item: TokenStream) -> TokenStream {
    let empty = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => quote!({}),
        token => token.into_token_stream(),
    };
    item.into_iter().map(empty).collect()
}
