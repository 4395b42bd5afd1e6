//! What stands in for an app that could not be read, so that one mistake is one error.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, ItemImpl, Path, Type};

/// An app without rules, for the type that the item is about; nothing where that cannot be told.
pub(crate) fn app(item: TokenStream, krate: &Path) -> TokenStream {
    let Some(app) = subject(item) else { return TokenStream::new() };
    quote! {
        const _: () = {
            impl #krate::private::Routes for #app {
                const MAP: &'static #krate::private::Map = #krate::private::NO_RULES;
            }

            impl #krate::App for #app {
                async fn respond<'r>(
                    &'r self,
                    _: &'r mut #krate::Parts,
                    _: &'r mut #krate::BodySlot,
                ) -> #krate::Response {
                    #krate::private::no_endpoint()
                }
            }
        };
    }
}

/// The type of an implementation or of a definition, where it has no parameters.
fn subject(item: TokenStream) -> Option<Type> {
    let item = without_bodies(item);
    if let Ok(block) = syn::parse2::<ItemImpl>(item.clone()) {
        let plain = block.generics.params.is_empty();
        return plain.then_some(*block.self_ty);
    }
    let definition = syn::parse2::<DeriveInput>(item).ok()?;
    let ident = definition.ident;
    definition.generics.params.is_empty().then(|| syn::parse_quote!(#ident))
}

/// The tokens as they are: a block whose items cannot be parsed still has a type.
fn without_bodies(item: TokenStream) -> TokenStream {
    let is_block = item.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(i) if i == "impl"));
    if !is_block {
        return item;
    }
    let empty = |token| match token {
        TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace => quote!({}),
        token => token.into_token_stream(),
    };
    item.into_iter().map(empty).collect()
}
