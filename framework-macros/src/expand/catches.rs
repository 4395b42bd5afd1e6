//! Rendering errors: the methods that ask an app's catches.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::dispatch::{call, last_span, respond, take};
use super::types::{REQUEST, borrows, with_lifetime};
use super::{located, name, of_block, readers};
use crate::model::{Catch, Model};

/// The hidden methods that render an error by the app's own catches: those for its status before those for all.
pub(crate) fn catch(model: &Model) -> TokenStream {
    if model.catches.is_empty() {
        return TokenStream::new();
    }
    let krate = &model.options.krate;
    let exact = model.catches.iter().filter(|catch| catch.status.is_some());
    let every = model.catches.iter().filter(|catch| catch.status.is_none());
    let tries = exact.chain(every).map(|catch| {
        let status = catch.status.map_or(
            quote!(::core::option::Option::None),
            |status| quote!(::core::option::Option::Some(#status)),
        );
        let cfgs = &catch.cfgs;
        let rendered = render(model, catch);
        quote! {
            #(#cfgs)*
            if #krate::private::is_for(wegwerk_error, #status) {
                return ::core::result::Result::Ok(::core::option::Option::Some(#rendered));
            }
        }
    });
    let (own_render, own_catch) = (of_block(model, "render"), of_block(model, "catch"));
    quote! {
        #[doc(hidden)]
        #[allow(clippy::let_unit_value, clippy::result_large_err)]
        async fn #own_render<'the_request>(
            &'the_request self,
            wegwerk_error: &'the_request #krate::Error,
            wegwerk_parts: &'the_request #krate::Parts,
        ) -> ::core::result::Result<::core::option::Option<#krate::Response>, #krate::Response> {
            let _ = wegwerk_parts;
            #(#tries)*
            ::core::result::Result::Ok(::core::option::Option::None)
        }

        #[doc(hidden)]
        async fn #own_catch<'the_request>(
            &'the_request self,
            mut wegwerk_response: #krate::Response,
            wegwerk_parts: &'the_request #krate::Parts,
        ) -> #krate::Response {
            let ::core::option::Option::Some(wegwerk_error) = #krate::Error::take_from(&mut wegwerk_response) else {
                return wegwerk_response;
            };
            wegwerk_error.log(wegwerk_parts);
            let wegwerk_rendered =
                #krate::private::unless_it_panics(self.#own_render(&wegwerk_error, wegwerk_parts)).await;
            #krate::private::caught(wegwerk_rendered, wegwerk_error)
        }
    }
}

fn render(model: &Model, catch: &Catch) -> TokenStream {
    let krate = &model.options.krate;
    let mut takes = Vec::new();
    let mut names = Vec::new();
    for (n, written) in catch.arguments.iter().enumerate() {
        let name = name(format!("wegwerk_argument_{n}"));
        let value = take(krate, written, quote!(wegwerk_parts), quote!(wegwerk_body));
        let ty = with_lifetime(written, REQUEST);
        let wait = (!borrows(written)).then(|| quote!(.await));
        takes.push(quote!(let #name: #ty = #value #wait?;));
        names.push(name);
    }
    let none_reads = readers::none_within(krate, catch);
    let (error, span) = (with_lifetime(&catch.error, "'_"), last_span(&catch.error));
    let (at, span) = located(krate, span);
    let error = quote_spanned!(span=> #at::handler::caught_error::<#error>(wegwerk_error));
    let output = call(model, &catch.method, catch.is_async, quote!(#error, #(#names),*));
    let (_, span) = located(krate, catch.method.span());
    let response = respond(&catch.output, span, output);
    quote! {{
        let wegwerk_body = &mut #krate::BodySlot::new(#krate::Body::empty(), 0);
        let _ = &wegwerk_body;
        #none_reads
        #(#takes)*
        #response
    }}
}
