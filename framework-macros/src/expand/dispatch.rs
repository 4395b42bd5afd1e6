//! From an endpoint's number to its method: extracting the arguments, calling, rendering errors.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Path, ReturnType, Type};

use super::types::{REQUEST, borrows, with_lifetime};
use super::variables::function_name;
use super::{located, mounts, name, of_block, parts, readers};
use crate::model::{Handler, Model};

/// The most endpoints in one `match`: larger ones take the compiler disproportionately long.
const CHUNK: usize = 64;

/// Hidden methods that take the arguments of handlers from the request and call them: one for so many handlers, because
/// each method, and the future of each, costs the compiler time.
pub(crate) fn handlers(model: &Model, is_generic: bool) -> TokenStream {
    let krate = &model.options.krate;
    let chunks = model.handlers.chunks(CHUNK).enumerate().map(|(n, handlers)| {
        let name = chunk_name(model, n);
        let arms = handlers.iter().map(|handler| arm(model, handler, is_generic));
        quote! {
            #[doc(hidden)]
            #[allow(clippy::unused_unit, clippy::let_unit_value, clippy::unit_arg, clippy::result_large_err)]
            async fn #name<'wegwerk>(
                &'wegwerk self,
                wegwerk_endpoint: ::core::primitive::u32,
                wegwerk_call: &'wegwerk #krate::private::Call<'wegwerk>,
                wegwerk_body: &'wegwerk mut #krate::BodySlot,
            ) -> ::core::result::Result<#krate::Response, #krate::Response> {
                let _ = &wegwerk_body;
                ::core::result::Result::Ok(match wegwerk_endpoint { #(#arms)* _ => #krate::private::no_endpoint() })
            }
        }
    });
    quote!(#(#chunks)*)
}

fn chunk_name(model: &Model, n: usize) -> Ident {
    of_block(model, &format!("chunk_{n}"))
}

/// What a handler answers; an argument that cannot be taken answers instead.
fn arm(model: &Model, handler: &Handler, is_generic: bool) -> TokenStream {
    let krate = &model.options.krate;
    let mut takes = TokenStream::new();
    let mut values = Vec::new();
    let in_order = handler.arguments.iter().any(|argument| argument.variable.is_none());
    for (n, argument) in handler.arguments.iter().enumerate() {
        let value = match &argument.variable {
            Some(variable) => {
                let (function, slot) = (function_name(handler, argument), variable.slot);
                let take = if variable.optional.is_some() { quote!(optional) } else { quote!(required) };
                quote!(wegwerk_call.#take(#slot, #function())?)
            }
            None => take(krate, &argument.ty, quote!(wegwerk_call.parts()), quote!(wegwerk_body)),
        };
        if !in_order {
            values.push(value);
            continue;
        }
        let name = name(format!("wegwerk_argument_{n}"));
        let ty = argument.variable.is_none().then(|| {
            let ty = with_lifetime(&argument.ty, REQUEST);
            quote!(: #ty)
        });
        takes.extend(quote!(let #name #ty = #value;));
        values.push(quote!(#name));
    }
    let (cfgs, number) = (&handler.cfgs, u32::from(handler.number));
    let output = call(model, &handler.method, handler.is_async, quote!(#(#values),*));
    let response = respond(krate, &handler.output, output);
    let one_reader = is_generic.then(|| readers::within(model, handler));
    if takes.is_empty() && one_reader.is_none() {
        return quote!(#(#cfgs)* #number => #response,);
    }
    quote!(#(#cfgs)* #number => { #one_reader #takes #response })
}

/// The call of a method, its mistakes shown at its name; the future of an `async` one has to be `Send`.
pub(super) fn call(model: &Model, method: &Ident, is_async: bool, arguments: TokenStream) -> TokenStream {
    let (krate, span) = located(&model.options.krate, method.span());
    let call = if model.free {
        quote_spanned!(span=> #method(#arguments))
    } else {
        quote_spanned!(span=> Self::#method(self, #arguments))
    };
    if is_async { quote_spanned!(span=> #krate::private::send(#call).await) } else { call }
}

/// Takes an argument from the request. The expression reaches from the first token of its type to the last, so
/// that all that the compiler says of a type that is no extractor is one error, and underlines that type.
pub(super) fn take(krate: &Path, written: &Type, parts: TokenStream, body: TokenStream) -> TokenStream {
    let ty = with_lifetime(written, REQUEST);
    let (first, last) = ends(&ty);
    let ((krate, _), (_, last)) = (located(krate, first), located(krate, last));
    if borrows(written) {
        quote_spanned!(last=> #krate::private::borrowed(#parts, self)?)
    } else {
        quote_spanned!(last=> #krate::private::owned(#parts, #body, self).await?)
    }
}

/// The places of a type's first and last token.
fn ends(ty: &Type) -> (proc_macro2::Span, proc_macro2::Span) {
    let first = ty.to_token_stream().into_iter().next().map_or_else(|| ty.span(), |token| token.span());
    (first, last_span(ty))
}

pub(crate) fn last_span(ty: &Type) -> proc_macro2::Span {
    ty.to_token_stream().into_iter().last().map_or_else(|| ty.span(), |token| token.span())
}

pub(super) fn respond(krate: &Path, output: &ReturnType, value: TokenStream) -> TokenStream {
    match output {
        ReturnType::Type(_, ty) if !has_impl(ty) => {
            let ty = with_lifetime(ty, "'_");
            let (krate, span) = located(krate, last_span(&ty));
            quote_spanned!(span=> #krate::private::into_response::<#ty>(#value))
        }
        _ => quote!(#krate::private::into_response(#value)),
    }
}

fn has_impl(ty: &Type) -> bool {
    use syn::visit_mut::VisitMut;
    struct Find(bool);
    impl VisitMut for Find {
        fn visit_type_impl_trait_mut(&mut self, _: &mut syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut find = Find(false);
    find.visit_type_mut(&mut ty.clone());
    find.0
}

/// The code that goes on below a mount where the endpoint is one of its own.
fn enter_if(cfgs: &TokenStream, index: &TokenStream, called: &TokenStream) -> TokenStream {
    quote! {
        #cfgs
        {
            let wegwerk_size = const { WEGWERK_MAP.mounts[#index].map.all_endpoints() };
            if wegwerk_endpoint < wegwerk_size {
                break 'found #called;
            }
            wegwerk_endpoint -= wegwerk_size;
        }
    }
}

/// The methods of `Dispatch`.
pub(crate) fn dispatch(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let own = (0..model.handlers.len().div_ceil(CHUNK)).map(|n| {
        let (first, name) = ((n * CHUNK) as u32, chunk_name(model, n));
        // The numbers from the last handler's on belong to mounts.
        let last = (first + CHUNK as u32).min(model.handlers.len() as u32) - 1;
        quote! {
            #first..=#last => match self.#name(wegwerk_endpoint, wegwerk_call, wegwerk_body).await {
                ::core::result::Result::Ok(wegwerk_response) | ::core::result::Result::Err(wegwerk_response) => {
                    wegwerk_response
                }
            },
        }
    });
    let count = model.handlers.len() as u32;
    let enter = model.mounts.iter().enumerate().map(|(n, mount)| {
        let cfgs = &mount.cfgs;
        let index = mounts::index(model, n);
        let dispatch =
            mounts::call(model, n, "dispatch", quote!(wegwerk_endpoint, wegwerk_call, wegwerk_body));
        enter_if(&quote!(#(#cfgs)*), &index, &dispatch)
    });
    let enter = enter.chain(model.parts.iter().enumerate().map(|(n, part)| {
        let index = parts::index(model, n);
        let called =
            parts::call(model, part, "dispatch", quote!(wegwerk_endpoint, wegwerk_call, wegwerk_body));
        enter_if(&TokenStream::new(), &index, &called)
    }));
    let mounted = if model.mounts.is_empty() && model.parts.is_empty() {
        quote!(_ => #krate::private::no_endpoint(),)
    } else {
        quote! {
            _ => 'found: {
                let mut wegwerk_endpoint = wegwerk_endpoint - #count;
                #(#enter)*
                let _ = wegwerk_endpoint;
                #krate::private::no_endpoint()
            }
        }
    };
    let fail = model.mounts.iter().enumerate().map(|(n, mount)| {
        let cfgs = &mount.cfgs;
        let index = mounts::index(model, n);
        let fail = mounts::call(model, n, "fail", quote!(wegwerk_rest, wegwerk_error, wegwerk_parts));
        quote! {
            #(#cfgs)*
            [wegwerk_n, wegwerk_rest @ ..] if <::core::primitive::usize as ::core::convert::From<::core::primitive::u16>>::from(*wegwerk_n) == const { #index } => {
                #fail
            }
        }
    });
    let fail = fail.chain(model.parts.iter().enumerate().map(|(n, part)| {
        let index = parts::index(model, n);
        let called = parts::call(model, part, "fail", quote!(wegwerk_rest, wegwerk_error, wegwerk_parts));
        quote! {
            [wegwerk_n, wegwerk_rest @ ..] if <::core::primitive::usize as ::core::convert::From<::core::primitive::u16>>::from(*wegwerk_n) == const { #index } => {
                #called
            }
        }
    }));
    let catch = of_block(model, "catch");
    let caught = if model.catches.is_empty() {
        quote!(wegwerk_response)
    } else {
        quote! {
            if #krate::private::is_error(&wegwerk_response) {
                self.#catch(wegwerk_response, wegwerk_parts).await
            } else {
                wegwerk_response
            }
        }
    };
    let future =
        quote!(impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'wegwerk);
    // Evaluated only where nothing else is wrong: the compiler took what it should have refused.
    let unread = model.unread.iter().map(|(span, text)| {
        let span = Span::call_site().located_at(*span);
        quote_spanned!(span=> let () = const { ::core::panic!("{}", #text) };)
    });
    quote! {
        fn dispatch<'wegwerk>(
            &'wegwerk self,
            wegwerk_endpoint: ::core::primitive::u32,
            wegwerk_call: &'wegwerk #krate::private::Call<'wegwerk>,
            wegwerk_body: &'wegwerk mut #krate::BodySlot,
        ) -> #future {
            #(#unread)*
            async move {
                let _ = &wegwerk_body;
                let wegwerk_parts = wegwerk_call.parts();
                let wegwerk_response = match wegwerk_endpoint { #(#own)* #mounted };
                let _ = wegwerk_parts;
                #caught
            }
        }

        fn fail<'wegwerk>(
            &'wegwerk self,
            wegwerk_way: &'wegwerk [::core::primitive::u16],
            wegwerk_error: #krate::Error,
            wegwerk_parts: &'wegwerk #krate::Parts,
        ) -> #future {
            async move {
                let wegwerk_response = match wegwerk_way {
                    #(#fail)*
                    _ => #krate::IntoResponse::into_response(wegwerk_error),
                };
                let _ = wegwerk_parts;
                #caught
            }
        }
    }
}
