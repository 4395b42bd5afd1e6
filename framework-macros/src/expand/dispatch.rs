//! From an endpoint's number to its method: extracting the arguments, calling, rendering errors.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Ident, Path, ReturnType, Type};

use super::generics::filled;
use super::name;
use super::types::{borrows, with_lifetime};
use crate::model::{Argument, Catch, Converter, Handler, Model, Mount, bare};

/// The most endpoints in one `match`: larger ones take the compiler disproportionately long.
const CHUNK: usize = 64;

/// The function that takes the variable of an argument.
pub(crate) fn variable_name(handler: &Handler, argument: &Argument) -> Ident {
    name(format!("{}_{}", bare(&handler.method), argument.name.as_deref().unwrap_or_default()))
}

/// The type of a mounted app, by what the mount's method gives;
/// its parameters are filled in, because rules do not depend on them.
pub(crate) fn mounted_type(krate: &Path, output: &Type, generics: &Generics) -> TokenStream {
    let output = with_lifetime(&filled(output, generics), "'static");
    quote!(<#output as #krate::private::AppRef>::App)
}

/// For each variable argument, the one place where its type is asked for what a path variable needs.
pub(crate) fn variables(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let functions = model.handlers.iter().flat_map(|handler| {
        handler.arguments.iter().filter_map(move |argument| {
            let variable = argument.variable.as_ref()?;
            let written = variable.optional.as_ref().unwrap_or(&argument.ty);
            let ty = with_lifetime(written, "'r");
            let function = variable_name(handler, argument);
            let cfgs = &handler.cfgs;
            let mut makers = variable.converters.iter().map(|converter| match converter {
                Converter::Text => quote!(#krate::private::variable::<#ty>()),
                Converter::Marker(marker) => {
                    let marker = name((*marker).to_owned());
                    quote!(#krate::private::converted::<#krate::converter::#marker, #ty>())
                }
                Converter::Type(path) => {
                    let path: TokenStream = path.parse().unwrap_or_default();
                    quote!(#krate::private::named::<#path, #ty>())
                }
            });
            let maker = makers.next();
            let others = makers.map(|maker| quote!(let _: #krate::private::Taken<'r, #ty> = #maker;));
            Some(quote! {
                #(#cfgs)*
                const fn #function<'r>() -> #krate::private::Taken<'r, #ty> {
                    #(#others)*
                    #maker
                }
            })
        })
    });
    quote!(#(#functions)*)
}

/// One hidden method for each handler: takes its arguments from the request and calls it.
pub(crate) fn handlers(model: &Model) -> TokenStream {
    let methods = model.handlers.iter().map(|handler| self::handler(model, handler));
    let chunks = model.handlers.chunks(CHUNK).enumerate().filter(|_| model.handlers.len() > CHUNK);
    let chunks = chunks.map(|(n, handlers)| {
        let krate = &model.options.krate;
        let arms = arms(handlers);
        let name = chunk_name(n);
        quote! {
            #[doc(hidden)]
            async fn #name<'r>(
                &'r self,
                endpoint: u32,
                call: &'r #krate::private::Call<'r>,
                body: &'r mut #krate::BodySlot,
            ) -> #krate::Response {
                match endpoint { #arms _ => #krate::private::no_endpoint() }
            }
        }
    });
    quote!(#(#methods)* #(#chunks)*)
}

fn chunk_name(n: usize) -> Ident {
    name(format!("wegwerk_chunk_{n}"))
}

fn handler_name(handler: &Handler) -> Ident {
    name(format!("wegwerk_{}", bare(&handler.method)))
}

fn arms(handlers: &[Handler]) -> TokenStream {
    let arms = handlers.iter().map(|handler| {
        let (cfgs, number, name) = (&handler.cfgs, u32::from(handler.number), handler_name(handler));
        quote!(#(#cfgs)* #number => self.#name(call, body).await,)
    });
    quote!(#(#arms)*)
}

fn handler(model: &Model, handler: &Handler) -> TokenStream {
    let krate = &model.options.krate;
    let mut bounds = Vec::new();
    let mut takes = Vec::new();
    let mut names = Vec::new();
    for (n, argument) in handler.arguments.iter().enumerate() {
        let name = name(format!("argument_{n}"));
        takes.push(match &argument.variable {
            Some(variable) => {
                let (function, slot) = (variable_name(handler, argument), variable.slot);
                let take = if variable.optional.is_some() { quote!(optional) } else { quote!(required) };
                quote! {
                    let #name = match call.#take(#slot, #function()) {
                        ::core::result::Result::Ok(value) => value,
                        ::core::result::Result::Err(error) => return #krate::IntoResponse::into_response(error),
                    };
                }
            }
            None => extract(krate, &argument.ty, &name, &mut bounds),
        });
        names.push(name);
    }
    let (method, cfgs, helper) = (&handler.method, &handler.cfgs, handler_name(handler));
    let call = quote_spanned!(method.span()=> Self::#method(self, #(#names),*));
    let output = if handler.is_async {
        let sent = quote_spanned!(method.span()=> #krate::private::send(#call));
        quote!(#sent.await)
    } else {
        call
    };
    let response = respond(krate, &handler.output, output);
    let readers = readers(model, handler);
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(trivial_bounds, clippy::unused_unit, clippy::let_unit_value)]
        async fn #helper<'r>(
            &'r self,
            call: &'r #krate::private::Call<'r>,
            body: &'r mut #krate::BodySlot,
        ) -> #krate::Response
        where
            #(#bounds,)*
        {
            let _ = &body;
            #readers
            #(#takes)*
            #response
        }
    }
}

/// Stops the build where two arguments read the body.
fn readers(model: &Model, handler: &Handler) -> TokenStream {
    let krate = &model.options.krate;
    let owned: Vec<_> =
        handler.arguments.iter().filter(|a| a.variable.is_none() && !borrows(&a.ty)).map(|a| &a.ty).collect();
    if owned.len() < 2 {
        return TokenStream::new();
    }
    let reads = owned.iter().map(|ty| quote!(<#ty as #krate::FromRequest<Self>>::READS_BODY));
    let message = format!(
        "[WE311] two arguments of `{}` read the body\nhelp: a body can be read once: keep one of them",
        handler.method
    );
    quote_spanned! {handler.method.span()=>
        const { ::core::assert!(#krate::private::at_most_one(&[#(#reads),*]), #message) };
    }
}

/// Takes an argument from the request, and says what its type has to be.
fn extract(krate: &Path, written: &Type, name: &Ident, bounds: &mut Vec<TokenStream>) -> TokenStream {
    let ty = with_lifetime(written, "'r");
    let value = if borrows(written) {
        bounds.push(quote_spanned!(last_span(&ty)=> #ty: #krate::FromParts<'r, Self>));
        quote!(<#ty as #krate::FromParts<'r, Self>>::from_parts(call.parts(), self))
    } else {
        bounds.push(quote_spanned!(last_span(&ty)=> #ty: #krate::FromRequest<Self>));
        quote!(<#ty as #krate::FromRequest<Self>>::from_request(call.parts(), body, self).await)
    };
    quote! {
        let #name = match #value {
            ::core::result::Result::Ok(value) => value,
            ::core::result::Result::Err(rejection) => return #krate::IntoResponse::into_response(rejection),
        };
    }
}

fn last_span(ty: &Type) -> proc_macro2::Span {
    ty.to_token_stream().into_iter().last().map_or_else(|| ty.span(), |token| token.span())
}

fn respond(krate: &Path, output: &ReturnType, value: TokenStream) -> TokenStream {
    match output {
        ReturnType::Type(_, ty) if !has_impl(ty) => {
            let ty = with_lifetime(ty, "'_");
            quote_spanned!(last_span(&ty)=> #krate::private::into_response::<#ty>(#value))
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

/// The methods of `Dispatch`.
pub(crate) fn dispatch(model: &Model, generics: &Generics) -> TokenStream {
    let krate = &model.options.krate;
    let own = if model.handlers.len() > CHUNK {
        let chunks = (0..model.handlers.len().div_ceil(CHUNK)).map(|n| {
            let (first, name) = ((n * CHUNK) as u32, chunk_name(n));
            let last = first + CHUNK as u32 - 1;
            quote!(#first..=#last => self.#name(endpoint, call, body).await,)
        });
        quote!(#(#chunks)*)
    } else {
        arms(&model.handlers)
    };
    let count = model.handlers.len() as u32;
    let enter = model.mounts.iter().map(|mount| {
        let (cfgs, method) = (&mount.cfgs, &mount.method);
        let child = mounted_type(krate, &mount.output, generics);
        quote! {
            #(#cfgs)*
            {
                let size = const { <#child as #krate::private::Routes>::MAP.all_endpoints() };
                if endpoint < size {
                    let child = self.#method();
                    let child = #krate::private::AppRef::app(&child);
                    break 'found #krate::private::Dispatch::dispatch(child, endpoint, call, body).await;
                }
                endpoint -= size;
            }
        }
    });
    let mounted = if model.mounts.is_empty() {
        quote!(_ => #krate::private::no_endpoint(),)
    } else {
        quote! {
            _ => 'found: {
                let mut endpoint = endpoint - #count;
                #(#enter)*
                let _ = endpoint;
                #krate::private::no_endpoint()
            }
        }
    };
    let fail = model.mounts.iter().enumerate().map(|(n, Mount { method, cfgs, .. })| {
        let n = n as u16;
        quote! {
            #(#cfgs)*
            [#n, rest @ ..] => {
                let child = self.#method();
                let child = #krate::private::AppRef::app(&child);
                #krate::private::Dispatch::fail(child, rest, error, parts).await
            }
        }
    });
    let caught = if model.catches.is_empty() {
        quote!(response)
    } else {
        quote! {
            if #krate::private::is_error(&response) { self.wegwerk_catch(response, parts).await } else { response }
        }
    };
    let future = quote!(impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'r);
    quote! {
        fn dispatch<'r>(
            &'r self,
            endpoint: u32,
            call: &'r #krate::private::Call<'r>,
            body: &'r mut #krate::BodySlot,
        ) -> #future {
            async move {
                let _ = &body;
                let parts = call.parts();
                let response = match endpoint { #own #mounted };
                let _ = parts;
                #caught
            }
        }

        fn fail<'r>(
            &'r self,
            way: &'r [u16],
            error: #krate::Error,
            parts: &'r #krate::Parts,
        ) -> #future {
            async move {
                let response = match way { #(#fail)* _ => #krate::IntoResponse::into_response(error) };
                let _ = parts;
                #caught
            }
        }
    }
}

/// The hidden method that renders an error by the app's own catches.
pub(crate) fn catch(model: &Model) -> TokenStream {
    if model.catches.is_empty() {
        return TokenStream::new();
    }
    let krate = &model.options.krate;
    let mut bounds = Vec::new();
    let exact: Vec<_> = model.catches.iter().filter(|catch| catch.status.is_some()).collect();
    let every: Vec<_> = model.catches.iter().filter(|catch| catch.status.is_none()).collect();
    let arms: Vec<_> = exact
        .iter()
        .chain(&every)
        .map(|catch| {
            let status = catch.status.map_or_else(|| quote!(_), |status| quote!(#status));
            let cfgs = &catch.cfgs;
            let rendered = render(krate, catch, &mut bounds);
            quote!(#(#cfgs)* #status => #rendered,)
        })
        .collect();
    let rest = every.is_empty().then(|| quote!(_ => return #krate::private::uncaught(response, error),));
    quote! {
        #[doc(hidden)]
        #[allow(trivial_bounds, unreachable_patterns, clippy::let_unit_value)]
        async fn wegwerk_catch<'r>(
            &'r self,
            mut response: #krate::Response,
            parts: &'r #krate::Parts,
        ) -> #krate::Response
        where
            #(#bounds,)*
        {
            let ::core::option::Option::Some(error) = #krate::Error::take_from(&mut response) else {
                return response;
            };
            let _ = parts;
            let rendered: #krate::Response = match error.status().as_u16() { #(#arms)* #rest };
            #krate::private::caught(rendered, response, error)
        }
    }
}

fn render(krate: &Path, catch: &Catch, bounds: &mut Vec<TokenStream>) -> TokenStream {
    let mut takes = Vec::new();
    let mut names = Vec::new();
    for (n, written) in catch.arguments.iter().enumerate() {
        let name = name(format!("argument_{n}"));
        let ty = with_lifetime(written, "'r");
        let value = if borrows(written) {
            bounds.push(quote!(#ty: #krate::FromParts<'r, Self>));
            quote!(<#ty as #krate::FromParts<'r, Self>>::from_parts(parts, self))
        } else {
            bounds.push(quote!(#ty: #krate::FromRequest<Self>));
            quote!(<#ty as #krate::FromRequest<Self>>::from_request(parts, &mut body, self).await)
        };
        takes.push(quote! {
            let #name = match #value {
                ::core::result::Result::Ok(value) => value,
                ::core::result::Result::Err(_) => return #krate::private::uncaught(response, error),
            };
        });
        names.push(name);
    }
    let method = &catch.method;
    let call = quote_spanned!(method.span()=> Self::#method(self, &error, #(#names),*));
    let output = if catch.is_async { quote!(#krate::private::send(#call).await) } else { call };
    quote! {{
        let mut body = #krate::BodySlot::new(#krate::Body::empty(), 0);
        let _ = &mut body;
        #(#takes)*
        #krate::private::into_response(#output)
    }}
}
