//! Options whose values do not fit, or that are half written: one error tells of it, and what they seem to say is taken, so
//! that nothing else follows from it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Ident, LitStr};

use super::options::{self, Value};
use crate::errors::Errors;

/// An option of an attribute, and whether it is told of already.
pub(super) fn read(chunk: TokenStream, errors: &mut Errors) -> Option<(Ident, Value, bool)> {
    match options::read(chunk.clone(), errors) {
        Some((name, value)) => Some((name, value, false)),
        None => {
            let mut tokens = chunk.into_iter();
            let Some(TokenTree::Ident(name)) = tokens.next() else { return None };
            Some((name, Value::Assigned(tokens.collect()), true))
        }
    }
}

/// The value that an option has, or else the one that it seems to have.
pub(super) fn take<T>(
    value: Value,
    read: impl FnOnce(Value) -> syn::Result<T>,
    guess: impl FnOnce(&str, Span) -> Option<T>,
    errors: &mut Errors,
) -> Option<T> {
    let written = value.tokens();
    match read(value) {
        Ok(value) => Some(value),
        Err(error) => {
            errors.push(error);
            let first = written.clone().into_iter().next()?;
            let text = syn::parse2::<LitStr>(first.to_token_stream()).map(|text| text.value());
            guess(&text.unwrap_or_else(|_| written.to_string().replace(' ', "")), first.span())
        }
    }
}

/// What is written as yes or no.
pub(super) fn truth(text: &str, _: Span) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// A name in quotes.
pub(super) fn word(text: &str, span: Span) -> Option<Ident> {
    LitStr::new(text, span).parse().ok()
}

/// A text without quotes.
pub(super) fn text(text: &str, span: Span) -> Option<LitStr> {
    (!text.is_empty()).then(|| LitStr::new(text, span))
}
