//! `answers(…)` and `returns = …`: what a handler answers beyond what its signature tells.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitInt, LitStr, Type};

use super::methods::is_token;
use super::options::{Value, assigned, split};
use crate::errors::Errors;

/// Reads the statuses.
pub(super) fn answers(name: &Ident, value: Value, errors: &mut Errors) -> Vec<u16> {
    const EXAMPLE: &str = "write `answers(404, 409)`: the statuses that the handler answers with";
    let Value::List(tokens) = value else {
        errors.on("WE414", name, "`answers` needs a list of statuses", EXAMPLE);
        return Vec::new();
    };
    let mut statuses = Vec::new();
    let written = split(tokens, errors);
    if written.is_empty() {
        errors.on("WE414", name, "`answers` needs a list of statuses", EXAMPLE);
    }
    for status in written {
        let read = syn::parse2::<LitInt>(status.clone()).and_then(|literal| literal.base10_parse::<u16>());
        match read {
            Ok(code @ 200..=599) if statuses.contains(&code) => {
                errors.on(
                    "WE414",
                    &status,
                    format!("the status {code} stands twice in `answers`"),
                    "remove one of them",
                );
            }
            Ok(code @ 200..=599) => statuses.push(code),
            _ => {
                let help = "a status is a number from 200 to 599: `answers(404, 409)`";
                errors.on("WE414", &status, format!("`{status}` is no status of an answer"), help);
            }
        }
    }
    statuses
}

/// What a handler says it answers.
#[derive(Clone)]
pub(crate) enum Returns {
    /// As this responder does.
    Type(Box<Type>),
    /// A body of this media type.
    MediaType(LitStr),
}

impl Parse for Returns {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            input.parse().map(Returns::MediaType)
        } else {
            input.parse().map(Returns::Type)
        }
    }
}

impl ToTokens for Returns {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Returns::Type(ty) => ty.to_tokens(tokens),
            Returns::MediaType(text) => text.to_tokens(tokens),
        }
    }
}

/// Reads the responder or the media type.
pub(super) fn returns(name: &Ident, value: Value, errors: &mut Errors) -> Option<Returns> {
    let returns = errors.take(assigned(name, value, "Json<User>` or `returns = \"text/csv\""))?;
    if let Returns::MediaType(text) = &returns
        && !is_media_type(&text.value())
    {
        let help =
            "write a type and a subtype, such as `\"text/csv\"`, or a responder: `returns = Json<User>`";
        errors.on("WE414", text, format!("`{}` is no media type", text.value()), help);
        return None;
    }
    Some(returns)
}

/// Whether a text is a media type (RFC 9110, 8.3.1): two tokens with a slash between them, and perhaps parameters.
fn is_media_type(text: &str) -> bool {
    let (name, _) = text.split_once(';').unwrap_or((text, ""));
    match name.trim_end().split_once('/') {
        Some((kind, subtype)) => is_token(kind) && is_token(subtype),
        None => false,
    }
}
