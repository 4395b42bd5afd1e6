//! `#[derive(PathParam)]`: a newtype takes what its field takes, an enum the names of its variants.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Fields, LitStr, Path, Token, Variant};

use crate::errors::Errors;
use crate::model::{bare, separated};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let input: Option<DeriveInput> = errors.take(syn::parse2(item));
    let tokens = input.map(|input| {
        let krate = krate(&input, &mut errors);
        expand(&input, &krate, &mut errors).unwrap_or_else(|| stub(&input, &krate))
    });
    let errors = errors.into_tokens();
    quote!(#tokens #errors)
}

/// The path of our crate: what `#[path_param(crate = "…")]` says, or `::wegwerk`.
fn krate(input: &DeriveInput, errors: &mut Errors) -> Path {
    let mut krate = syn::parse_quote!(::wegwerk);
    for attribute in input.attrs.iter().filter(|a| a.path().is_ident("path_param")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            input.parse::<LitStr>()
        });
        match parsed {
            Ok(text) => krate = crate::parse::attribute::krate(&text, errors).unwrap_or(krate),
            Err(_) => {
                let help =
                    "write `#[path_param(crate = \"…\")]` on the type, `#[path_param(\"…\")]` on a variant";
                errors.on("WE504", attribute, "unknown option of `path_param`", help);
            }
        }
    }
    krate
}

/// Stands in for the trait where it cannot be derived, so that one mistake is one error.
fn stub(input: &DeriveInput, krate: &Path) -> TokenStream {
    let name = &input.ident;
    let (parameters, arguments, clause) = input.generics.split_for_impl();
    quote! {
        impl #parameters #krate::PathParam<'_> for #name #arguments #clause {
            const ACCEPTS: ::core::option::Option<fn(&str) -> bool> = ::core::option::Option::None;

            fn from_param(_: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }

            fn to_param(&self) -> ::std::borrow::Cow<'_, str> {
                ::core::default::Default::default()
            }
        }
    }
}

fn expand(input: &DeriveInput, krate: &Path, errors: &mut Errors) -> Option<TokenStream> {
    if let Some(parameter) = input.generics.params.first() {
        errors.on(
            "WE502",
            parameter,
            "`PathParam` cannot be derived for a generic type",
            "implement it by hand",
        );
        return None;
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| newtype(input, &field.ty, krate))
            }
            _ => {
                let help = "write `struct UserId(u32);`, or implement the trait by hand";
                errors.on(
                    "WE501",
                    &input.ident,
                    "`PathParam` is derived for a struct of one unnamed field",
                    help,
                );
                None
            }
        },
        Data::Enum(data) => {
            let variants: Vec<_> = data.variants.iter().collect();
            unit_enum(input, &variants, krate, errors)
        }
        Data::Union(_) => {
            errors.on(
                "WE501",
                &input.ident,
                "`PathParam` cannot be derived for a union",
                "implement it by hand",
            );
            None
        }
    }
}

fn newtype(input: &DeriveInput, inner: &syn::Type, krate: &Path) -> TokenStream {
    let name = &input.ident;
    quote! {
        impl<'r> #krate::PathParam<'r> for #name {
            const ACCEPTS: ::core::option::Option<fn(&str) -> bool> =
                <#inner as #krate::PathParam<'r>>::ACCEPTS;

            fn from_param(text: &'r str) -> ::core::option::Option<Self> {
                <#inner as #krate::PathParam<'r>>::from_param(text).map(#name)
            }

            fn to_param(&self) -> ::std::borrow::Cow<'_, str> {
                <#inner as #krate::PathParam<'r>>::to_param(&self.0)
            }

            fn shape() -> #krate::describe::Shape {
                <#inner as #krate::PathParam<'r>>::shape()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C> #krate::converter::FitsConverter<C> for #name
        where
            #inner: #krate::converter::FitsConverter<C>
        {
        }
    }
}

fn unit_enum(
    input: &DeriveInput,
    variants: &[&Variant],
    krate: &Path,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let name = &input.ident;
    if variants.is_empty() {
        let help = "add a variant: it stands for its name in `kebab-case`";
        errors.on("WE501", name, "`PathParam` is derived for an enum without variants", help);
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    let (mut arms, mut back) = (Vec::new(), Vec::new());
    for variant in variants {
        if !matches!(variant.fields, Fields::Unit) {
            let help = "write a variant without data, or implement the trait by hand";
            errors.on("WE501", variant, "`PathParam` is derived for an enum without data", help);
            return None;
        }
        let text = text_of(variant, errors)?;
        if texts.contains(&text) {
            let help = "give one of them another text with `#[path_param(\"…\")]`";
            errors.on("WE503", variant, format!("two variants have the text `{text}`"), help);
            return None;
        }
        let ident = &variant.ident;
        back.push(quote!(#name::#ident => #text,));
        arms.push(quote!(#text => ::core::option::Option::Some(#name::#ident),));
        texts.push(text);
    }
    Some(quote! {
        impl #krate::PathParam<'_> for #name {
            const ACCEPTS: ::core::option::Option<fn(&str) -> bool> =
                ::core::option::Option::Some(|text| ::core::matches!(text, #(#texts)|*));

            fn from_param(text: &str) -> ::core::option::Option<Self> {
                match text { #(#arms)* _ => ::core::option::Option::None }
            }

            fn to_param(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(match *self { #(#back)* })
            }

            fn shape() -> #krate::describe::Shape {
                #krate::describe::Shape::one_of(&[#(#texts),*])
            }
        }

        impl #krate::converter::FitsConverter<#krate::converter::any> for #name {}
    })
}

/// The text of a variant: what `#[path_param("…")]` says, or its name in `kebab-case`.
fn text_of(variant: &Variant, errors: &mut Errors) -> Option<String> {
    if let Some(attribute) = variant.attrs.iter().find(|a| a.path().is_ident("path_param")) {
        let text = attribute.parse_args::<LitStr>().ok().map(|literal| literal.value());
        if text.is_none() {
            let help = "write `#[path_param(\"…\")]` with the text that stands in the path";
            errors.on("WE504", attribute, "`path_param` of a variant needs its text", help);
        }
        if text.as_deref() == Some("") {
            let help = "write the text that stands in the path: a variable is never empty";
            errors.on("WE504", attribute, "`path_param` of a variant is empty", help);
            return None;
        }
        return text;
    }
    Some(separated(&bare(&variant.ident), '-'))
}
