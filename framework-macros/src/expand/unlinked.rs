//! URLs of what is mistaken: links to it are right as soon as it is.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Generics, Type};

use super::generics::filled;
use super::located;
use super::types::{of_app, with_lifetime};
use crate::model::unlinked::Unlinked;
use crate::model::{Model, bare, identifier};

/// A method for each, unless another one has its name.
pub(crate) fn methods(model: &Model, generics: &Generics, app: &Type) -> TokenStream {
    let is_taken = |name: &str| {
        model.handlers.iter().any(|handler| handler.endpoint == name)
            || model.mounts.iter().any(|mount| bare(&mount.method) == name)
    };
    let mut known: Vec<&str> = Vec::new();
    let mut methods = TokenStream::new();
    for unlinked in &model.unlinked {
        if !is_taken(&unlinked.name) && !known.contains(&unlinked.name.as_str()) {
            known.push(&unlinked.name);
            methods.extend(method(model, unlinked, generics, app));
        }
    }
    methods
}

fn method(model: &Model, unlinked: &Unlinked, generics: &Generics, app: &Type) -> TokenStream {
    let (krate, span) = located(&model.options.krate, unlinked.method.span());
    let cfgs = &unlinked.cfgs;
    let name = identifier(&unlinked.name, span);
    let arguments = unlinked.arguments.iter().map(|(name, ty)| {
        let name = identifier(name, span);
        match ty {
            Some(ty) => {
                let ty = with_lifetime(&filled(&of_app(ty, app), generics), "'_");
                quote!(#name: #ty)
            }
            None => quote_spanned!(span=> #name: impl ::core::marker::Sized),
        }
    });
    let (output, bound) = match &unlinked.mounted {
        Some(output) => {
            let output = with_lifetime(&filled(output, generics), "'static");
            let mounted = quote_spanned!(span=> #krate::private::MountedUrls);
            let bound = quote!(where for<'wegwerk_any> (&'wegwerk_any (), #output): #mounted);
            (quote!(<(&'static (), #output) as #mounted>::Urls), bound)
        }
        None => (quote!(#krate::Url), TokenStream::new()),
    };
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(unused_variables)]
        pub fn #name(&self, #(#arguments),*) -> #output #bound {
            ::core::unreachable!()
        }
    }
}
