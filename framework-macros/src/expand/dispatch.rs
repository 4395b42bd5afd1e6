//! From an endpoint's number to its method: extracting the arguments, calling, rendering errors.

use proc_macro2::{Group, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Path, ReturnType, Type};

use super::types::{REQUEST, borrows, with_lifetime};
use super::variables::function_name;
use super::{located, mounts, of_block, parts, readers};
use crate::model::{Handler, Model};

/// The most endpoints in one `match`: larger ones take the compiler disproportionately long.
const CHUNK: usize = 64;

/// The hidden methods that call the handlers: for each of them plain ones, which hold all that stands at the user's words,
/// and one for so many handlers that awaits what they give. An edit of one handler's body leaves the latter, whose futures
/// take the compiler long, as they are; and so do words that only move.
pub(crate) fn handlers(model: &Model, is_generic: bool) -> TokenStream {
    let krate = &model.options.krate;
    let mut calls = TokenStream::new();
    for handler in &model.handlers {
        calls.extend(extractors(model, handler));
        calls.extend(handler_call(model, handler, is_generic));
    }
    let chunks = model.handlers.chunks(CHUNK).enumerate().map(|(n, handlers)| {
        let name = chunk_name(model, n);
        let arms: String = handlers.iter().map(|handler| arm(model, handler)).collect();
        let arms: TokenStream = arms.parse().unwrap_or_default();
        quote! {
            #[doc(hidden)]
            #[allow(clippy::unit_arg, clippy::result_large_err)]
            async fn #name<'the_request>(
                &'the_request self,
                wegwerk_endpoint: ::core::primitive::u32,
                wegwerk_call: &'the_request #krate::private::Call<'the_request>,
                wegwerk_body: &'the_request mut #krate::BodySlot,
            ) -> ::core::result::Result<#krate::Response, #krate::Response> {
                let _ = &wegwerk_body;
                ::core::result::Result::Ok(match wegwerk_endpoint { #arms _ => #krate::private::no_endpoint() })
            }
        }
    });
    quote!(#calls #(#chunks)*)
}

fn chunk_name(model: &Model, n: usize) -> Ident {
    of_block(model, &format!("chunk_{n}"))
}

fn call_name(model: &Model, handler: &Handler) -> Ident {
    of_block(model, &format!("call_{}", handler.number))
}

fn take_name(model: &Model, handler: &Handler, n: usize) -> Ident {
    of_block(model, &format!("take_{}_{n}", handler.number))
}

/// Whether an extractor has to be awaited: then all of the handler's extractors are taken before the call, in their order.
fn awaits(handler: &Handler) -> bool {
    handler.arguments.iter().any(|argument| argument.variable.is_none() && !borrows(&argument.ty))
}

/// What a handler answers; an argument that cannot be taken answers instead.
fn arm(model: &Model, handler: &Handler) -> String {
    let cfgs = &handler.cfgs;
    let cfgs = if cfgs.is_empty() { String::new() } else { quote!(#(#cfgs)*).to_string() };
    let (mut takes, mut names) = (String::new(), String::new());
    for (n, argument) in handler.arguments.iter().enumerate() {
        if argument.variable.is_none() && awaits(handler) {
            let take = take_name(model, handler, n);
            let (body, wait) = if borrows(&argument.ty) { ("", "") } else { (", wegwerk_body", ".await") };
            takes.push_str(&format!("let wegwerk_argument_{n} = self.{take}(wegwerk_call{body}){wait}?;"));
            names.push_str(&format!(", wegwerk_argument_{n}"));
        }
    }
    let (number, call) = (handler.number, call_name(model, handler));
    let wait = if handler.is_async { ".await" } else { "" };
    format!(
        "{cfgs} {number} => {{ {takes} wegwerk_private::into_response(self.{call}(wegwerk_call{names})?{wait}) }}\n"
    )
}

/// For each extractor that is taken before the call, the method that does so, all of it at the type.
fn extractors(model: &Model, handler: &Handler) -> TokenStream {
    let extractors = handler.arguments.iter().enumerate().filter(|(_, argument)| argument.variable.is_none());
    let extractors = extractors.filter(|_| awaits(handler)).map(|(n, argument)| {
        let cfgs = &handler.cfgs;
        let ty = with_lifetime(&argument.ty, REQUEST);
        let (private, span) = private(last_span(&ty));
        let name = at(take_name(model, handler, n), span);
        let value = take(
            &model.options.krate,
            &argument.ty,
            quote_spanned!(span=> wegwerk_call.parts()),
            quote_spanned!(span=> wegwerk_body),
        );
        let ty = generated(&ty);
        let output = quote_spanned!(span=> #private::Result<#ty, #private::Response>);
        let (body, output) = if borrows(&argument.ty) {
            (None, output)
        } else {
            (
                Some(quote_spanned!(span=> , wegwerk_body: &'the_request mut #private::BodySlot)),
                quote_spanned!(span=> impl #private::Future<Output = #output> + #private::Send),
            )
        };
        quote_spanned! {span=>
            #(#cfgs)*
            #[doc(hidden)]
            fn #name<'the_request>(
                &'the_request self,
                wegwerk_call: &'the_request #private::Call<'the_request>
                #body
            ) -> #output { #value }
        }
    });
    quote!(#(#extractors)*)
}

/// The method that calls a handler: it takes the variables, and gives what the handler gives. All of it stands at the
/// handler's name or at the types behind it.
fn handler_call(model: &Model, handler: &Handler, is_generic: bool) -> TokenStream {
    let (cfgs, method) = (&handler.cfgs, &handler.method);
    let (private, span) = private(method.span());
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for (n, argument) in handler.arguments.iter().enumerate() {
        values.push(match &argument.variable {
            Some(variable) => {
                let (function, slot) =
                    (at(function_name(handler, argument), span), number(variable.slot, span));
                let take = if variable.optional.is_some() { "optional" } else { "required" };
                let take = Ident::new(take, span);
                quote_spanned!(span=> wegwerk_call.#take(#slot, #function())?)
            }
            None if awaits(handler) => {
                let name = Ident::new(&format!("wegwerk_argument_{n}"), span);
                let ty = generated(with_lifetime(&argument.ty, REQUEST));
                arguments.push(quote_spanned!(span=> , #name: #ty));
                quote!(#name)
            }
            None => {
                let parts = quote_spanned!(span=> wegwerk_call.parts());
                let value = take(&model.options.krate, &argument.ty, parts, TokenStream::new());
                quote_spanned!(span=> #value?)
            }
        });
    }
    // That a type is no responder is told of these words: they reach over it. Those of a future stand at the handler's name,
    // where it is told too that one is not `Send`, or that would be told twice.
    let (first, last) = match &handler.output {
        ReturnType::Type(_, ty) if !handler.is_async => ends(ty),
        _ => (span, span),
    };
    let (at_output, first) = self::private(first);
    let response = quote_spanned!(first=> impl #at_output::IntoResponse);
    let output = if handler.is_async {
        quote_spanned!(first=> impl #at_output::Future<Output = #response> + #at_output::Send)
    } else {
        response
    };
    let last = Span::call_site().located_at(last);
    let end = quote_spanned!(last=> >);
    let output = quote_spanned!(first=> #at_output::Result<#output, #at_output::Response #end);
    let name = at(call_name(model, handler), span);
    let values = separated(values, span);
    let call = call(model, method, handler.is_async, values);
    let one_reader = is_generic.then(|| readers::within(model, handler));
    quote_spanned! {span=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(clippy::unused_unit, clippy::unit_arg, clippy::result_large_err)]
        fn #name<'the_request>(
            &'the_request self,
            wegwerk_call: &'the_request #private::Call<'the_request>
            #(#arguments)*
        ) -> #output {
            #one_reader
            #private::Ok(#call)
        }
    }
}

/// Our hidden module, by the short name that it has in generated code, as if it stood at `span`: each word takes the compiler
/// time.
fn private(span: Span) -> (Ident, Span) {
    let span = Span::call_site().located_at(span);
    (Ident::new("wegwerk_private", span), span)
}

/// The words of the user as if they were ours, so that together with ours they are at one place, and not in two files.
pub(super) fn generated(words: impl ToTokens) -> TokenStream {
    let words = words.into_token_stream().into_iter().map(|word| match word {
        // This one is a path of its own crate by where it comes from.
        TokenTree::Ident(word) if word == "$crate" => TokenTree::Ident(word),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), generated(group.stream()));
            inner.set_span(Span::call_site().located_at(group.span()));
            TokenTree::Group(inner)
        }
        mut word => {
            word.set_span(Span::call_site().located_at(word.span()));
            word
        }
    });
    words.collect()
}

/// A number at a place: see [`at`].
pub(super) fn number(number: usize, span: Span) -> Literal {
    let mut literal = Literal::usize_unsuffixed(number);
    literal.set_span(span);
    literal
}

/// A name at a place. Between the words of an item the compiler counts the bytes: an edit between them would change what is
/// written, so that a generated item has all of its words at one place, or at a few that no body lies between.
pub(super) fn at(mut name: Ident, span: Span) -> Ident {
    name.set_span(span);
    name
}

fn separated(values: Vec<TokenStream>, span: Span) -> TokenStream {
    quote_spanned!(span=> #(#values),*)
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
    if is_async { quote_spanned!(span=> #private::send(#call)) } else { call }
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
        quote!(impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'the_request);
    // Evaluated only where nothing else is wrong: the compiler took what it should have refused.
    let unread = model.unread.iter().map(|(span, text)| {
        let span = Span::call_site().located_at(*span);
        quote_spanned!(span=> let () = const { ::core::panic!("{}", #text) };)
    });
    quote! {
        fn dispatch<'the_request>(
            &'the_request self,
            wegwerk_endpoint: ::core::primitive::u32,
            wegwerk_call: &'the_request #krate::private::Call<'the_request>,
            wegwerk_body: &'the_request mut #krate::BodySlot,
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
