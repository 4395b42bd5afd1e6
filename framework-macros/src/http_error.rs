//! `#[derive(HttpError)]`: an error type says which statuses it is answered with.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitInt, LitStr, Meta, Path};

use crate::errors::Errors;
use crate::expand::docs::failures::{Answered, Failure, failures};
use crate::expand::docs::text;

const EXAMPLE: &str =
    "write `#[status(404)]`, a status from 400 to 599, or `#[status(transparent)]` for an `HttpError` within";

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let input: Option<DeriveInput> = errors.take(syn::parse2(item));
    let tokens = input.map(|input| {
        let krate = krate(&input, &mut errors);
        let cases = cases(&input, &mut errors);
        expand(&input, &krate, &cases)
    });
    let errors = errors.into_tokens();
    quote!(#tokens #errors)
}

/// One way to fail.
struct Case<'a> {
    /// The variant; `None` for a struct.
    variant: Option<&'a Ident>,
    fields: &'a Fields,
    status: Status,
    docs: String,
}

enum Status {
    Code(u16),
    /// That of the one field.
    Transparent,
}

/// The path of our crate: what `#[status(crate = "…")]` on the type says, or `::wegwerk`.
fn krate(input: &DeriveInput, errors: &mut Errors) -> Path {
    let krate = input.attrs.iter().find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else { return None };
        let text = list.tokens.clone().into_iter().nth(2)?;
        let is_krate = list.path.is_ident("status") && list.tokens.to_string().starts_with("crate");
        is_krate.then(|| syn::parse2::<LitStr>(text.into()).ok()).flatten()
    });
    krate
        .and_then(|text| crate::parse::attribute::krate(&text, errors))
        .unwrap_or_else(|| syn::parse_quote!(::wegwerk))
}

fn cases<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Case<'a>> {
    let mut all = Vec::new();
    let own = status(&input.attrs, errors);
    match &input.data {
        Data::Struct(data) => {
            if own.is_none() && errors.count() == 0 {
                let message = format!("`{}` does not say its status", input.ident);
                errors.on("WE507", &input.ident, message, EXAMPLE);
            }
            all.extend(case(None, &data.fields, own, &input.attrs, errors));
        }
        Data::Enum(data) => {
            for variant in &data.variants {
                let before = errors.count();
                let status = match (status(&variant.attrs, errors), &own) {
                    (Some(status), _) => Some(status),
                    (None, Some(Status::Code(code))) => Some(Status::Code(*code)),
                    _ => None,
                };
                if status.is_none() && errors.count() == before {
                    let message = format!("`{}` does not say its status", variant.ident);
                    errors.on("WE507", &variant.ident, message, EXAMPLE);
                }
                all.extend(case(Some(&variant.ident), &variant.fields, status, &variant.attrs, errors));
            }
        }
        Data::Union(_) => {
            let help = "write an enum with a variant for each way to fail";
            errors.on("WE506", &input.ident, "`HttpError` cannot be derived for a union", help);
        }
    }
    all
}

fn case<'a>(
    variant: Option<&'a Ident>,
    fields: &'a Fields,
    status: Option<Status>,
    attributes: &[Attribute],
    errors: &mut Errors,
) -> Option<Case<'a>> {
    let status = status?;
    if matches!(status, Status::Transparent) && fields.len() != 1 {
        let help = "give it one field, whose type is an `HttpError`";
        let message = "`transparent` stands for the error within, and there is not one field";
        match variant {
            Some(variant) => errors.on("WE506", variant, message, help),
            None => errors.at("WE506", fields.span(), message, help),
        }
        return None;
    }
    let docs = text::of(attributes);
    let docs = docs.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Case { variant, fields, status, docs })
}

/// What `#[status(…)]` says; nothing where there is none, or where it was refused.
fn status(attributes: &[Attribute], errors: &mut Errors) -> Option<Status> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("status")) {
        let tokens = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        if tokens.to_string().starts_with("crate") {
            continue;
        }
        let code = syn::parse2::<LitInt>(tokens.clone()).and_then(|code| code.base10_parse::<u16>());
        let status = match code {
            Ok(code @ 400..=599) => Status::Code(code),
            _ if syn::parse2::<Ident>(tokens.clone()).is_ok_and(|word| word == "transparent") => {
                Status::Transparent
            }
            _ => {
                let message = if tokens.is_empty() {
                    "`#[status]` needs the status of an error".to_owned()
                } else {
                    format!("`{tokens}` is no status of an error")
                };
                errors.on("WE507", attribute, message, EXAMPLE);
                return None;
            }
        };
        if found.is_some() {
            errors.on("WE507", attribute, "the status is said twice", "remove one `#[status]`");
            return None;
        }
        found = Some(status);
    }
    found
}

/// A case for the docs; `None` of one that is mistaken.
fn failure<'a>(case: &'a Case<'_>) -> Option<Failure<'a>> {
    let status = match case.status {
        Status::Code(status) => Answered::With(status),
        Status::Transparent => Answered::As(&case.fields.iter().next()?.ty),
    };
    Some(Failure { variant: case.variant, status, docs: &case.docs })
}

fn expand(input: &DeriveInput, krate: &Path, cases: &[Case<'_>]) -> TokenStream {
    let name = &input.ident;
    let (parameters, arguments, clause) = input.generics.split_for_impl();
    let statuses = cases.iter().map(|case| {
        let pattern = case.variant.map_or_else(|| quote!(#name), |variant| quote!(#name::#variant));
        match case.status {
            Status::Code(status) => quote!(#pattern { .. } => #status,),
            Status::Transparent => {
                let field = case.fields.members().next();
                let ty = case.fields.iter().next().map(|field| &field.ty);
                // Of what is no such error that is told at its type, once.
                quote!(#pattern { #field: within } => <#ty as #krate::HttpError>::status(within).as_u16(),)
            }
        }
    });
    let described = cases.iter().map(|case| match case.status {
        Status::Code(status) => {
            let docs = &case.docs;
            quote!(answers.error(#status, #docs);)
        }
        Status::Transparent => {
            let ty = case.fields.iter().next().map(|field| &field.ty);
            quote!(<#ty as #krate::HttpError>::describe(answers);)
        }
    });
    let docs = failures(&cases.iter().filter_map(failure).collect::<Vec<_>>());
    // What the trait is for is told at the name, and not at all of the derive.
    let span = proc_macro2::Span::call_site().located_at(name.span());
    let head = quote_spanned!(span=> impl #parameters #krate::HttpError for #name #arguments #clause);
    quote! {
        #docs
        #head {
            fn status(&self) -> #krate::http::StatusCode {
                let status: ::core::primitive::u16 = match self {
                    #(#statuses)*
                    // Of what could not be read that was told.
                    #[allow(unreachable_patterns)]
                    _ => 500,
                };
                #krate::http::StatusCode::from_u16(status)
                    .unwrap_or(#krate::http::StatusCode::INTERNAL_SERVER_ERROR)
            }

            fn describe(answers: &mut #krate::describe::Answers) {
                let _ = &answers;
                #(#described)*
            }
        }

        impl #parameters #krate::IntoResponse for #name #arguments #clause {
            fn into_response(self) -> #krate::Response {
                #[allow(unused_imports)]
                use #krate::private::NoError as _;
                #krate::private::Failed::<Self>::response(self)
            }

            fn describe(answers: &mut #krate::describe::Answers) {
                #[allow(unused_imports)]
                use #krate::private::NoError as _;
                #krate::private::Failed::<Self>::describe(answers);
            }
        }
    }
}
