//! From an endpoint's number to its method: extracting the arguments, calling, rendering errors.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Ident, Lifetime, Path, ReturnType, Type};

use super::generics::filled;
use super::types::{REQUEST, borrows, of_app, with_lifetime};
use super::{located, name, readers};
use crate::model::{Argument, Converter, Handler, Model, Mount, bare};

/// The most endpoints in one `match`: larger ones take the compiler disproportionately long.
const CHUNK: usize = 64;

/// The lifetime of a request where the compiler may show it, in the types of variables.
pub(crate) const NAMED: &str = "'request";

/// The function that takes the variable of an argument.
pub(crate) fn variable_name(handler: &Handler, argument: &Argument) -> Ident {
    let slot = argument.variable.as_ref().map_or(0, |variable| variable.slot);
    name(format!("wegwerk_variable_{}_{slot}", handler.number))
}

/// The rules of a mounted app, by what the mount's method gives; its parameters are filled in, because rules do
/// not depend on them. Of what is no app there are none: that is told where it is called.
pub(crate) fn mounted_map(krate: &Path, output: &Type, generics: &Generics) -> TokenStream {
    let output = with_lifetime(&filled(output, generics), "'static");
    quote! {{
        use #krate::private::NotAnApp as _;
        #krate::private::MapOf::<#output>::MAP
    }}
}

/// For each variable argument, the one place where its type is asked for what a path variable needs.
pub(crate) fn variables(model: &Model, generics: &Generics, app: &Type) -> TokenStream {
    let krate = &model.options.krate;
    let functions = model.handlers.iter().flat_map(|handler| {
        handler.arguments.iter().filter_map(move |argument| {
            let variable = argument.variable.as_ref()?;
            let written = variable.optional.as_ref().unwrap_or(&argument.ty);
            let plain = filled(&of_app(written, app), generics);
            let ty = with_lifetime(&plain, NAMED);
            let function = variable_name(handler, argument);
            let lifetime = Lifetime::new(NAMED, Span::call_site());
            let cfgs = &handler.cfgs;
            let (taken, check) = super::taken::taken(krate, &plain, &variable.converters);
            let mut makers = variable.converters.iter().map(|converter| match converter {
                Converter::Text => quote!(#krate::private::variable::<#ty>()),
                Converter::Marker(marker) => {
                    let marker = name((*marker).to_owned());
                    quote!(#krate::private::converted::<#krate::converter::#marker, #ty>(#taken))
                }
                Converter::Default(marker, span) => {
                    let marker = name((*marker).to_owned());
                    let (krate, span) = located(krate, *span);
                    quote_spanned!(span=> #krate::private::converted::<#krate::converter::#marker, #ty>(#taken))
                }
                Converter::Outer(outer) => {
                    let outer = with_lifetime(outer, NAMED);
                    quote!(#krate::private::named::<#outer, #ty>())
                }
                Converter::Type(path, span) => {
                    let path: TokenStream = path.parse().unwrap_or_default();
                    let path = path.into_iter().map(|mut token| {
                        token.set_span(*span);
                        token
                    });
                    quote!(#krate::private::named::<#(#path)*, #ty>())
                }
            });
            let maker = makers.next();
            let others = makers.map(|maker| quote!(let _: #krate::private::Taken<#lifetime, #ty> = #maker;));
            let check = check.map(|check| quote!(#(#cfgs)* #check));
            Some(quote! {
                #check
                #(#cfgs)*
                const fn #function<#lifetime>() -> #krate::private::Taken<#lifetime, #ty> {
                    #(#others)*
                    #maker
                }
            })
        })
    });
    quote!(#(#functions)*)
}

/// One hidden method for each handler: takes its arguments from the request and calls it.
pub(crate) fn handlers(model: &Model, is_generic: bool) -> TokenStream {
    let methods = model.handlers.iter().map(|handler| self::handler(model, handler, is_generic));
    let chunks = model.handlers.chunks(CHUNK).enumerate().filter(|_| model.handlers.len() > CHUNK);
    let chunks = chunks.map(|(n, handlers)| {
        let krate = &model.options.krate;
        let arms = arms(model, handlers);
        let name = chunk_name(model, n);
        quote! {
            #[doc(hidden)]
            async fn #name<'wegwerk>(
                &'wegwerk self,
                wegwerk_endpoint: ::core::primitive::u32,
                wegwerk_call: &'wegwerk #krate::private::Call<'wegwerk>,
                wegwerk_body: &'wegwerk mut #krate::BodySlot,
            ) -> #krate::Response {
                match wegwerk_endpoint { #arms _ => #krate::private::no_endpoint() }
            }
        }
    });
    quote!(#(#methods)* #(#chunks)*)
}

fn chunk_name(model: &Model, n: usize) -> Ident {
    of_block(model, &format!("chunk_{n}"))
}

fn handler_name(model: &Model, handler: &Handler) -> Ident {
    of_block(model, &format!("call_{}", handler.number))
}

/// The name of a hidden method: the blocks of one app have different ones.
fn of_block(model: &Model, text: &str) -> Ident {
    match &model.part {
        Some(part) => name(format!("wegwerk_{text}_{}", bare(part))),
        None => name(format!("wegwerk_{text}")),
    }
}

fn arms(model: &Model, handlers: &[Handler]) -> TokenStream {
    let arms = handlers.iter().map(|handler| {
        let (cfgs, number, name) = (&handler.cfgs, u32::from(handler.number), handler_name(model, handler));
        quote!(#(#cfgs)* #number => self.#name(wegwerk_call, wegwerk_body).await,)
    });
    quote!(#(#arms)*)
}

fn handler(model: &Model, handler: &Handler, is_generic: bool) -> TokenStream {
    let krate = &model.options.krate;
    let mut takes = Vec::new();
    let mut names = Vec::new();
    for (n, argument) in handler.arguments.iter().enumerate() {
        let name = name(format!("wegwerk_argument_{n}"));
        takes.push(match &argument.variable {
            Some(variable) => {
                let (function, slot) = (variable_name(handler, argument), variable.slot);
                let take = if variable.optional.is_some() { quote!(optional) } else { quote!(required) };
                quote! {
                    let #name = match wegwerk_call.#take(#slot, #function()) {
                        ::core::result::Result::Ok(wegwerk_value) => wegwerk_value,
                        ::core::result::Result::Err(wegwerk_error) => {
                            return #krate::IntoResponse::into_response(wegwerk_error);
                        }
                    };
                }
            }
            None => {
                let value = take(krate, &argument.ty, quote!(wegwerk_call.parts()), quote!(wegwerk_body));
                let ty = with_lifetime(&argument.ty, REQUEST);
                quote! {
                    let #name: #ty = match #value {
                        ::core::result::Result::Ok(wegwerk_value) => wegwerk_value,
                        ::core::result::Result::Err(wegwerk_response) => return wegwerk_response,
                    };
                }
            }
        });
        names.push(name);
    }
    let (method, cfgs, helper) = (&handler.method, &handler.cfgs, handler_name(model, handler));
    let output = call(model, method, handler.is_async, quote!(#(#names),*));
    let response = respond(krate, &handler.output, output);
    let one_reader = is_generic.then(|| readers::within(model, handler));
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(clippy::unused_unit, clippy::let_unit_value)]
        async fn #helper<'wegwerk>(
            &'wegwerk self,
            wegwerk_call: &'wegwerk #krate::private::Call<'wegwerk>,
            wegwerk_body: &'wegwerk mut #krate::BodySlot,
        ) -> #krate::Response {
            let _ = &wegwerk_body;
            #one_reader
            #(#takes)*
            #response
        }
    }
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
        quote_spanned!(last=> #krate::private::borrowed(#parts, self))
    } else {
        quote_spanned!(last=> #krate::private::owned(#parts, #body, self).await)
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

/// The place of a mount among those that `#[cfg]` leaves.
pub(crate) fn mount_index(model: &Model, n: usize) -> TokenStream {
    let before = &model.mounts[..n.min(model.mounts.len())];
    if before.iter().all(|mount| mount.cfgs.is_empty()) {
        return quote!(#n);
    }
    let before = before.iter().map(|Mount { cfgs, .. }| quote!(#(#cfgs)* { wegwerk_n += 1; }));
    quote!({ let mut wegwerk_n = 0usize; #(#before)* wegwerk_n })
}

/// Calls a method of the mounted app. All of it stands at one token of the type that the mount's method gives,
/// so that what is no app is one error there.
fn of_mount(model: &Model, mount: &Mount, method: &str, arguments: TokenStream) -> TokenStream {
    let child = call(model, &mount.method, false, TokenStream::new());
    let (krate, span) = located(&model.options.krate, name_span(&mount.output));
    let method = Ident::new(method, span);
    let arguments = arguments.into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    let arguments: TokenStream = arguments.collect();
    let called = quote_spanned! {span=>
        let wegwerk_child = #krate::private::mounted(&wegwerk_child);
        #krate::private::Dispatch::#method(wegwerk_child, #arguments).await
    };
    quote!({ let wegwerk_child = #child; #called })
}

/// The place of the word that names a type: `Admin` of `&Admin`, `Box` of `Box<Admin>`.
fn name_span(ty: &Type) -> Span {
    match ty {
        Type::Reference(reference) => name_span(&reference.elem),
        Type::Path(path) if path.qself.is_none() => {
            path.path.segments.last().map_or_else(|| last_span(ty), |s| s.ident.span())
        }
        _ => last_span(ty),
    }
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

/// The place of a part among the mounts, which it stands behind.
pub(crate) fn part_index(model: &Model, n: usize) -> TokenStream {
    let before = mount_index(model, model.mounts.len());
    quote!({ #before + #n })
}

/// Calls a method of another block of the app.
fn of_part(model: &Model, part: &Ident, method: &str, arguments: TokenStream) -> TokenStream {
    let (krate, span) = located(&model.options.krate, part.span());
    let (method, number) = (Ident::new(method, span), part_number(part));
    quote_spanned!(span=> #krate::private::PartDispatch::<#number>::#method(self, #arguments).await)
}

/// What tells the parts of an app from each other where only types and numbers can: their names, hashed (FNV-1a).
pub(crate) fn part_number(part: &Ident) -> u64 {
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    bare(part).bytes().fold(0xcbf2_9ce4_8422_2325, hash)
}

/// The methods of `Dispatch`.
pub(crate) fn dispatch(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let own = if model.handlers.len() > CHUNK {
        let chunks = (0..model.handlers.len().div_ceil(CHUNK)).map(|n| {
            let (first, name) = ((n * CHUNK) as u32, chunk_name(model, n));
            // The numbers from the last handler's on belong to mounts.
            let last = (first + CHUNK as u32).min(model.handlers.len() as u32) - 1;
            quote!(#first..=#last => self.#name(wegwerk_endpoint, wegwerk_call, wegwerk_body).await,)
        });
        quote!(#(#chunks)*)
    } else {
        arms(model, &model.handlers)
    };
    let count = model.handlers.len() as u32;
    let enter = model.mounts.iter().enumerate().map(|(n, mount)| {
        let cfgs = &mount.cfgs;
        let index = mount_index(model, n);
        let dispatch =
            of_mount(model, mount, "dispatch", quote!(wegwerk_endpoint, wegwerk_call, wegwerk_body));
        enter_if(&quote!(#(#cfgs)*), &index, &dispatch)
    });
    let enter = enter.chain(model.parts.iter().enumerate().map(|(n, part)| {
        let index = part_index(model, n);
        let called = of_part(model, part, "dispatch", quote!(wegwerk_endpoint, wegwerk_call, wegwerk_body));
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
        let index = mount_index(model, n);
        let fail = of_mount(model, mount, "fail", quote!(wegwerk_rest, wegwerk_error, wegwerk_parts));
        quote! {
            #(#cfgs)*
            [wegwerk_n, wegwerk_rest @ ..] if <::core::primitive::usize as ::core::convert::From<::core::primitive::u16>>::from(*wegwerk_n) == const { #index } => {
                #fail
            }
        }
    });
    let fail = fail.chain(model.parts.iter().enumerate().map(|(n, part)| {
        let index = part_index(model, n);
        let called = of_part(model, part, "fail", quote!(wegwerk_rest, wegwerk_error, wegwerk_parts));
        quote! {
            [wegwerk_n, wegwerk_rest @ ..] if <::core::primitive::usize as ::core::convert::From<::core::primitive::u16>>::from(*wegwerk_n) == const { #index } => {
                #called
            }
        }
    }));
    let caught = if model.catches.is_empty() {
        quote!(wegwerk_response)
    } else {
        quote! {
            if #krate::private::is_error(&wegwerk_response) {
                self.wegwerk_catch(wegwerk_response, wegwerk_parts).await
            } else {
                wegwerk_response
            }
        }
    };
    let future =
        quote!(impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'wegwerk);
    quote! {
        fn dispatch<'wegwerk>(
            &'wegwerk self,
            wegwerk_endpoint: ::core::primitive::u32,
            wegwerk_call: &'wegwerk #krate::private::Call<'wegwerk>,
            wegwerk_body: &'wegwerk mut #krate::BodySlot,
        ) -> #future {
            async move {
                let _ = &wegwerk_body;
                let wegwerk_parts = wegwerk_call.parts();
                let wegwerk_response = match wegwerk_endpoint { #own #mounted };
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
