//! Typed URLs: a struct with one method for each endpoint and each mount.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, Ident, Type};
use wegwerk_routing::grammar::{Kind, ParsedVariable};
use wegwerk_routing::markdown::code;

use super::built::Rules;
use super::docs::Docs;
use super::docs::text::is_hidden;
use super::generics::filled;
use super::placed::placed;
use super::types::{of_app, with_lifetime};
use super::variables::function_name;
use super::{located, mounts, name, of_block, parts};
use crate::model::served::marker_of;
use crate::model::{Argument, Converter, Handler, Model, Mount, bare, identifier};

/// The name of the struct: `ShortlyUrls`, or `ShortlyAdminUrls` for the part `admin`.
pub(crate) fn struct_name(model: &Model, app: &Type) -> Ident {
    let app_name = crate::model::type_name(app);
    let part = model.part.as_ref().map(|part| camel(&bare(part))).unwrap_or_default();
    name(format!("{app_name}{part}Urls"))
}

/// The struct, which users can name. It stands in a module, and comes from there by a glob: where another block of the
/// app has one of the same name, that is no error of its own.
pub(crate) fn definition(model: &Model, app: &Type, docs: &Docs) -> TokenStream {
    let (krate, urls, module) = (&model.options.krate, struct_name(model, app), module(model));
    let import = super::import(&model.options);
    let (generics, field) = match &model.part {
        Some(_) => (Some(quote!(<Next>)), Some(quote!(wegwerk_next: Next,))),
        None => {
            let field = quote!(wegwerk_parts: <#urls as #krate::private::UrlParts>::Parts,);
            (None, (!model.parts.is_empty()).then_some(field))
        }
    };
    let mut doc = match &model.part {
        Some(part) => format!("The URLs of the part `{}` of `{}`.", bare(part), model.name),
        None => format!("The URLs of `{}`: a method for each endpoint and each mount.", model.name),
    };
    if docs.are_read() && !model.parts.is_empty() {
        doc.push_str("\n\nIt has the methods of the app's parts too.");
    }
    let field = field.map(|field| quote!(#[doc(hidden)] pub(super) #field));
    quote! {
        #[doc(hidden)]
        mod #module {
            #import
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            #[must_use]
            #[allow(unreachable_pub)]
            pub struct #urls #generics {
                #[doc(hidden)]
                pub(super) wegwerk_context: #krate::private::UrlContext,
                #field
            }
        }
        #[allow(unused_imports, unreachable_pub)]
        pub use #module::*;
    }
}

fn module(model: &Model) -> Ident {
    of_block(model, "urls")
}

/// The struct by a path that no other block has.
pub(crate) fn struct_path(model: &Model, app: &Type) -> TokenStream {
    let (module, urls) = (module(model), struct_name(model, app));
    quote!(#module::#urls)
}

/// The type of the URLs of all parts: each goes on to the next.
fn parts_type(model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    model.parts.iter().rev().fold(quote!(#krate::private::NoUrls), |next, part| {
        let joined = parts::joined(model, part);
        quote!(<#joined>::Urls<#next>)
    })
}

/// The methods of the struct, and what makes one.
pub(crate) fn implementation(model: &Model, generics: &Generics, app: &Type, docs: &Docs) -> TokenStream {
    let krate = &model.options.krate;
    let urls = struct_path(model, app);
    // Two of one name are told of elsewhere, unless only one of them can be there.
    let mut first: HashMap<&str, &Handler> = HashMap::new();
    let once = model.handlers.iter().filter(|handler| {
        let first = first.entry(&handler.endpoint).or_insert(handler);
        first.number == handler.number || !first.cfgs.is_empty() && !handler.cfgs.is_empty()
    });
    let once: Vec<&Handler> = once.collect();
    let rules = Rules::of(model);
    let endpoints = once.into_iter().map(|handler| endpoint(model, &rules, handler, generics, app, docs));
    let mounts = (0..model.mounts.len()).map(|n| mount(model, n, generics, docs));
    let unlinked = super::unlinked::methods(model, generics, app);
    let methods = quote!(#(#endpoints)* #(#mounts)* #unlinked);
    if model.part.is_some() {
        return quote! {
            #[allow(dead_code, private_interfaces, private_bounds, unreachable_pub, clippy::should_implement_trait, clippy::duplicate_underscore_argument, clippy::just_underscores_and_digits, clippy::too_many_arguments, clippy::wrong_self_convention)]
            impl<WegwerkNext> #urls<WegwerkNext> {
                #methods
            }

            #[doc(hidden)]
            impl<WegwerkNext> ::core::ops::Deref for #urls<WegwerkNext> {
                type Target = WegwerkNext;

                fn deref(&self) -> &WegwerkNext {
                    &self.wegwerk_next
                }
            }

            impl #krate::private::PartUrls for TheBlockOfTheApp {
                type Urls<Next: ::core::clone::Clone + ::core::fmt::Debug> = #urls<Next>;

                fn urls<Next: ::core::clone::Clone + ::core::fmt::Debug>(
                    wegwerk_context: #krate::private::UrlContext,
                    wegwerk_next: Next,
                ) -> #urls<Next> {
                    #urls { wegwerk_context, wegwerk_next }
                }
            }
        };
    }
    let is_root = model.options.outer.is_empty();
    let takes_new = model.handlers.iter().any(|handler| handler.endpoint == "new")
        || model.mounts.iter().any(|mount| bare(&mount.method) == "new")
        || model.unlinked.iter().any(|unlinked| unlinked.name == "new");
    let new = (is_root && !takes_new).then(|| {
        let doc = format!("The URLs of `{}` as the app that is served.", model.name);
        quote! {
            #[doc = #doc]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        }
    });
    let root = is_root.then(|| {
        quote! {
            impl ::core::default::Default for #urls {
                fn default() -> Self {
                    #krate::Urls::of(#krate::private::UrlContext::root(wegwerk_table()))
                }
            }
        }
    });
    let parts = (!model.parts.is_empty()).then(|| {
        let next = (0..model.parts.len()).rev().fold(quote!(#krate::private::NoUrls), |next, n| {
            let (joined, index) = (parts::joined(model, &model.parts[n]), parts::index(model, n));
            quote! {
                <#joined>::urls(wegwerk_context.enter(const { #index }, ::std::vec::Vec::new()), #next)
            }
        });
        quote!(wegwerk_parts: #next,)
    });
    let deref = (!model.parts.is_empty()).then(|| {
        let ty = parts_type(model);
        quote! {
            #[doc(hidden)]
            impl #krate::private::UrlParts for #urls {
                type Parts = #ty;
            }

            #[doc(hidden)]
            impl ::core::ops::Deref for #urls {
                type Target = <#urls as #krate::private::UrlParts>::Parts;

                fn deref(&self) -> &Self::Target {
                    &self.wegwerk_parts
                }
            }
        }
    });
    quote! {
        #[allow(dead_code, private_interfaces, private_bounds, unreachable_pub, clippy::should_implement_trait, clippy::duplicate_underscore_argument, clippy::just_underscores_and_digits, clippy::too_many_arguments, clippy::wrong_self_convention)]
        impl #urls {
            #new
            #methods
        }

        impl #krate::Urls for #urls {
            fn of(wegwerk_context: #krate::private::UrlContext) -> Self {
                #urls { #parts wegwerk_context }
            }
        }

        #root
        #deref
    }
}

/// What the hidden trait of the app's rules has about URLs.
pub(crate) fn associated(model: &Model, app: &Type) -> TokenStream {
    let urls = struct_path(model, app);
    if model.part.is_some() {
        quote!(
            type Urls = ();
        )
    } else {
        quote!(type Urls = #urls;)
    }
}

fn endpoint(
    model: &Model,
    rules: &Rules<'_>,
    handler: &Handler,
    generics: &Generics,
    app: &Type,
    docs: &Docs,
) -> TokenStream {
    // All of it stands at the method's name, or at the types behind it.
    let span = Span::call_site().located_at(handler.method.span());
    let (mut text, mut words) = (String::new(), Vec::new());
    let built = rules.built(handler);
    let rules: Vec<String> = built.iter().map(|rule| code(rule.data.text)).collect();
    let brief = format!("The URL of the endpoint `{}`: {}.", handler.endpoint, rules.join(", "));
    let cfgs = &handler.cfgs;
    match docs.of_url(model, handler, &built, &brief) {
        Some(docs) => {
            text.push('@');
            words.push(quote!(#(#cfgs)* #docs));
        }
        None => {
            if !cfgs.is_empty() {
                text.push('@');
                words.push(quote!(#(#cfgs)*));
            }
            text.push_str(&format!("#[doc = {brief:?}]"));
        }
    }
    let method = identifier(&handler.endpoint, span);
    text.push_str(&format!("pub fn {method}(&self,"));
    let mut values = String::new();
    for argument in handler.arguments.iter().filter(|argument| argument.variable.is_some()) {
        if is_outer(argument) {
            values.push_str("::core::option::Option::None,");
            continue;
        }
        let name = argument_ident(argument);
        text.push_str(&format!("{name}: @,"));
        words.push(with_lifetime(&filled(&of_app(&argument.ty, app), generics), "'_").to_token_stream());
        let optional = argument.variable.as_ref().is_some_and(|variable| variable.optional.is_some());
        // The one place where the type is asked for what a variable needs.
        let kind = if optional { "text_of" } else { "text" };
        values.push_str(&format!("{}().{kind}(&{name}),", function_name(handler, argument)));
    }
    let number = handler.number;
    text.push_str(&format!(") -> wegwerk_private::Url {{ self.wegwerk_context.url({number}, [{values}]) }}"));
    placed(&text, span, words)
}

fn mount(model: &Model, n: usize, generics: &Generics, docs: &Docs) -> TokenStream {
    let (krate, mount) = (&model.options.krate, &model.mounts[n]);
    let (cfgs, index) = (&mount.cfgs, mounts::index(model, n));
    let variables: Vec<&ParsedVariable<'static>> = variables(mount).collect();
    let names: Vec<Ident> =
        variables.iter().map(|variable| identifier(variable.name, mount.prefix.span())).collect();
    let is_text = |variable: &&ParsedVariable<'_>| !matches!(variable.kind, Kind::Type(_));
    let lifetime = variables.iter().any(is_text).then(|| quote!(<'wegwerk>));
    let types = variables.iter().map(|variable| match (marker_of(variable.kind), variable.kind) {
        (Some(marker), _) => {
            let marker = name(marker.to_owned());
            quote!(impl #krate::PathParam<'wegwerk> + #krate::converter::FitsConverter<#krate::converter::#marker>)
        }
        (None, Kind::Type(ty)) => ty.parse().unwrap_or_default(),
        (None, _) => quote!(impl #krate::PathParam<'wegwerk>),
    });
    let method = identifier(&bare(&mount.method), mount.method.span());
    let output = with_lifetime(&filled(&mount.output, generics), "'static");
    let doc =
        docs.of_mount(mount, &format!("The URLs of what is mounted at {}.", code(&mount.prefix.value())));
    // The bound is none of its own: of what is no app the compiler tells elsewhere.
    let (located_krate, span) = located(krate, mount.method.span());
    let mounted = quote_spanned!(span=> #located_krate::private::MountedUrls);
    if docs.are_read() {
        let hidden = is_hidden(&mount.docs).then(|| quote!(#[doc(hidden)]));
        return quote! {
            #(#cfgs)*
            #[doc = #doc]
            #hidden
            pub fn #method #lifetime(&self, #(#names: #types),*) -> #krate::url::UrlsOf<#output> {
                ::core::unreachable!("docs are not called")
            }
        };
    }
    quote! {
        #(#cfgs)*
        #[doc = #doc]
        pub fn #method #lifetime(&self, #(#names: #types),*) -> <(&'static (), #output) as #mounted>::Urls
        where
            for<'wegwerk_any> (&'wegwerk_any (), #output): #mounted,
        {
            <(&'static (), #output) as #mounted>::of(self.wegwerk_context.enter(
                const { #index },
                ::std::vec![#(#krate::PathParam::to_param(&#names).into_owned()),*],
            ))
        }
    }
}

/// The variables of a mount's prefix, then those of its subdomain or host.
fn variables(mount: &Mount) -> impl Iterator<Item = &ParsedVariable<'static>> {
    mount.parsed.variables.iter().chain(mount.domain.iter().flat_map(|domain| &domain.parsed.variables))
}

fn is_outer(argument: &Argument) -> bool {
    let converters = argument.variable.as_ref().map(|variable| variable.converters.as_slice());
    matches!(converters, Some([Converter::Outer(_)]))
}

fn argument_ident(argument: &Argument) -> Ident {
    identifier(argument.name.as_deref().unwrap_or("value"), proc_macro2::Span::call_site())
}

/// `admin_area` as `AdminArea`.
fn camel(text: &str) -> String {
    let words = text.split('_').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut characters = word.chars();
            characters
                .next()
                .map(|first| first.to_uppercase().chain(characters).collect::<String>())
                .unwrap_or_default()
        })
        .collect()
}
