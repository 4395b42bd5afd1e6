//! From an endpoint's number to its method: extracting the arguments, calling, rendering errors.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Path, ReturnType, Type};

use super::placed::placed;
use super::types::{REQUEST, borrows, with_lifetime};
use super::variables::function_name;
use super::{located, mounts, of_block, parts, readers};
use crate::model::{Handler, Model};
use crate::parse::answers::Returns;

/// The endpoints in one `match`. Larger ones take the compiler disproportionately long, all of one again where something in
/// it moves; each is a method with a future of its own, which takes its time too.
const CHUNK: usize = 16;

/// Hidden methods that take the arguments of handlers from the request and call them, each for so many handlers. All words
/// of one stand at these handlers: what is above or below it can be edited, and it stays as it is.
pub(crate) fn handlers(model: &Model, is_generic: bool) -> TokenStream {
    let chunks = model.handlers.chunks(CHUNK).enumerate().map(|(n, handlers)| {
        let (private, span) = private(handlers[0].method.span());
        let name = at(chunk_name(model, n), span);
        let arms = handlers.iter().map(|handler| arm(model, handler, is_generic));
        quote_spanned! {span=>
            #[doc(hidden)]
            #[allow(clippy::unused_unit, clippy::let_unit_value, clippy::unit_arg, clippy::result_large_err)]
            async fn #name<'the_request, WegwerkLater: #private::Later>(
                &'the_request self,
                wegwerk_later: WegwerkLater,
                wegwerk_endpoint: #private::u32,
                wegwerk_call: &'the_request #private::Call<'the_request>,
                wegwerk_body: &'the_request mut #private::BodySlot,
            ) -> #private::Result<#private::Response, #private::Response> {
                let _ = &wegwerk_body;
                let wegwerk_response = match wegwerk_endpoint { #(#arms)* _ => #private::no_endpoint() };
                #private::until_here(wegwerk_later);
                #private::Ok(wegwerk_response)
            }
        }
    });
    quote!(#(#chunks)*)
}

fn chunk_name(model: &Model, n: usize) -> Ident {
    of_block(model, &format!("chunk_{n}"))
}

/// What a handler answers; an argument that cannot be taken answers instead. All of it stands at the handler's name or at
/// the types behind it.
fn arm(model: &Model, handler: &Handler, is_generic: bool) -> TokenStream {
    let span = private(handler.method.span()).1;
    let (mut text, mut words, mut values) = (String::new(), Vec::new(), String::new());
    if !handler.cfgs.is_empty() {
        let cfgs = &handler.cfgs;
        text.push('@');
        words.push(quote!(#(#cfgs)*));
    }
    text.push_str(&format!("{} => {{", handler.number));
    if is_generic {
        text.push('@');
        words.push(readers::within(model, handler));
    }
    let in_order = handler.arguments.iter().any(|argument| argument.variable.is_none());
    for (n, argument) in handler.arguments.iter().enumerate() {
        if let Some(variable) = &argument.variable {
            let take = if variable.optional.is_some() { "optional" } else { "required" };
            let value =
                format!("wegwerk_call.{take}({}, {}())?", variable.slot, function_name(handler, argument));
            if in_order {
                text.push_str(&format!("let wegwerk_argument_{n} = {value};"));
            } else {
                values.push_str(&value);
            }
        } else {
            let parts = quote_spanned!(span=> wegwerk_call.parts());
            let value = take(&model.options.krate, &argument.ty, parts, quote_spanned!(span=> wegwerk_body));
            let wait = if borrows(&argument.ty) { "" } else { ".await" };
            text.push_str(&format!("let wegwerk_argument_{n}: @ = @ {wait}?;"));
            words.extend([with_lifetime(&argument.ty, REQUEST).to_token_stream(), value]);
        }
        if in_order {
            values.push_str(&format!("wegwerk_argument_{n}"));
        }
        values.push(',');
    }
    let method = &handler.method;
    let call =
        if model.free { format!("{method}({values})") } else { format!("Self::{method}(self, {values})") };
    let answer = if handler.is_async { format!("wegwerk_private::send({call}).await") } else { call };
    // What is declared is held against what is answered.
    let declared = format!(", wegwerk_call.parts(), &{:?}", handler.answers);
    let mut returns = None;
    let (function, more) = match &handler.returns {
        _ if handler.answers.is_empty() => ("into_response", String::new()),
        None => ("declared", declared),
        Some(Returns::MediaType(_)) => ("declared_as", format!("{declared}, wegwerk_private::media_type")),
        Some(Returns::Type(ty)) => {
            returns = Some(with_lifetime(ty, "'static").to_token_stream());
            // Of what is no responder that is told once, elsewhere.
            let unknown = "#[allow(unused_imports)] use wegwerk_private::Unknown as _;";
            let told = "wegwerk_private::Returned::<@>::told";
            ("declared_as", format!("{declared}, {{ {unknown} {told} }}"))
        }
    };
    match &handler.output {
        ReturnType::Type(_, ty) if !has_impl(ty) => {
            let (private, at_type) = private(last_span(ty));
            let (ty, function) = (with_lifetime(ty, "'_"), Ident::new(function, at_type));
            text.push_str(&format!("@({answer}{more})"));
            words.push(quote_spanned!(at_type=> #private::#function::<#ty>));
        }
        _ => text.push_str(&format!("wegwerk_private::{function}({answer}{more})")),
    }
    words.extend(returns);
    text.push('}');
    placed(&text, span, words)
}

/// Our hidden module, by the short name that it has in generated code, as if it stood at `span`: each word takes the compiler
/// time.
fn private(span: Span) -> (Ident, Span) {
    let span = Span::call_site().located_at(span);
    (Ident::new("wegwerk_private", span), span)
}

/// A name at a place.
pub(super) fn at(mut name: Ident, span: Span) -> Ident {
    name.set_span(span);
    name
}

/// The call of a method, its mistakes shown at its name; the future of an `async` one has to be `Send`.
pub(super) fn call(model: &Model, method: &Ident, is_async: bool, arguments: TokenStream) -> TokenStream {
    let (private, span) = private(method.span());
    let method = at(method.clone(), span);
    let call = if model.free {
        quote_spanned!(span=> #method(#arguments))
    } else {
        quote_spanned!(span=> Self::#method(self, #arguments))
    };
    if is_async { quote_spanned!(span=> #private::send(#call).await) } else { call }
}

/// Takes an argument from the request. The expression reaches from the first token of its type to the last, so
/// that all that the compiler says of a type that is no extractor is one error, and underlines that type.
pub(super) fn take(krate: &Path, written: &Type, parts: TokenStream, body: TokenStream) -> TokenStream {
    let ty = with_lifetime(written, REQUEST);
    let (first, last) = ends(&ty);
    let ((krate, _), (_, last)) = (located(krate, first), located(krate, last));
    if borrows(written) {
        quote_spanned!(last=> #krate::private::borrowed(#parts, self))
    } else {
        quote_spanned!(last=> #krate::private::owned(#parts, #body, self))
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

/// The response of a value, its type's mistakes shown at the type.
pub(super) fn respond(output: &ReturnType, span: Span, value: TokenStream) -> TokenStream {
    match output {
        ReturnType::Type(_, ty) if !has_impl(ty) => {
            let ty = with_lifetime(ty, "'_");
            let (private, span) = private(last_span(&ty));
            quote_spanned!(span=> #private::into_response::<#ty>(#value))
        }
        _ => {
            let (private, span) = private(span);
            quote_spanned!(span=> #private::into_response(#value))
        }
    }
}

pub(super) fn has_impl(ty: &Type) -> bool {
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
            #first..=#last => match self.#name(wegwerk_later, wegwerk_endpoint, wegwerk_call, wegwerk_body).await {
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
        let dispatch = mounts::call(
            model,
            n,
            "dispatch",
            quote!(wegwerk_later, wegwerk_endpoint, wegwerk_call, wegwerk_body),
        );
        enter_if(&quote!(#(#cfgs)*), &index, &dispatch)
    });
    let enter = enter.chain(model.parts.iter().enumerate().map(|(n, part)| {
        let index = parts::index(model, n);
        let called = parts::call(
            model,
            part,
            "dispatch",
            quote!(wegwerk_later, wegwerk_endpoint, wegwerk_call, wegwerk_body),
        );
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
        quote!(impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'the_request);
    // Evaluated only where nothing else is wrong: the compiler took what it should have refused.
    let unread = model.unread.iter().map(|(span, text)| {
        let span = Span::call_site().located_at(*span);
        quote_spanned!(span=> let () = const { ::core::panic!("{}", #text) };)
    });
    quote! {
        fn dispatch<'the_request, WegwerkLater: #krate::private::Later>(
            &'the_request self,
            wegwerk_later: WegwerkLater,
            wegwerk_endpoint: ::core::primitive::u32,
            wegwerk_call: &'the_request #krate::private::Call<'the_request>,
            wegwerk_body: &'the_request mut #krate::BodySlot,
        ) -> #future {
            #(#unread)*
            async move {
                let _ = &wegwerk_body;
                let wegwerk_parts = wegwerk_call.parts();
                let wegwerk_response = match wegwerk_endpoint { #(#own)* #mounted };
                #krate::private::until_here(wegwerk_later);
                let _ = wegwerk_parts;
                #caught
            }
        }

        fn fail<'the_request>(
            &'the_request self,
            wegwerk_way: &'the_request [::core::primitive::u16],
            wegwerk_error: #krate::Error,
            wegwerk_parts: &'the_request #krate::Parts,
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
