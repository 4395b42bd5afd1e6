//! `outer(lang: &str)`.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token, Type};

use super::defaults::Outer;
use super::options::Value;
use crate::errors::Errors;
use crate::model::bare;

/// Reads the variables; what cannot be read is told of, and taken as far as it can.
pub(super) fn outer(name: &Ident, value: Value, errors: &mut Errors) -> Vec<Outer> {
    let help = "write `outer(lang: &str)`: the name and the type of each";
    let (tokens, is_list) = match value {
        Value::List(tokens) => (tokens, true),
        Value::Assigned(tokens) => (tokens, false),
        Value::None => (TokenStream::new(), false),
    };
    let (read, is_whole) = all.parse2(tokens.clone()).unwrap_or_default();
    if !is_list {
        errors.on("WE403", name, "`outer` needs a list", help);
    } else if !is_whole {
        let message = format!("`outer({tokens})` does not name variables with their types");
        errors.on("WE403", &tokens, message, help);
    }
    let mut once: Vec<Outer> = Vec::new();
    for outer in read {
        if once.iter().any(|other| bare(&other.name) == bare(&outer.name)) {
            let message = format!("the outer variable `{}` stands twice", outer.name);
            errors.on("WE402", &outer.name, message, "remove one of them");
            continue;
        }
        once.push(outer);
    }
    once
}

/// The variables that can be read, and whether nothing else stands there.
fn all(input: ParseStream<'_>) -> syn::Result<(Vec<Outer>, bool)> {
    let (mut read, mut is_whole) = (Vec::new(), true);
    while !input.is_empty() {
        let name = input.call(syn::ext::IdentExt::parse_any).ok();
        let name = name.or_else(|| input.parse::<LitStr>().and_then(|text| text.parse()).ok());
        let ty = match input.parse::<Token![:]>() {
            Ok(_) => input.parse::<Type>().ok().filter(|ty| !matches!(ty, Type::Infer(_))),
            Err(_) => None,
        };
        is_whole &= ty.is_some() && (input.is_empty() || input.peek(Token![,]));
        read.extend(name.map(|name| Outer { name, ty: ty.unwrap_or_else(|| syn::parse_quote!(_)) }));
        while !input.is_empty() && !input.peek(Token![,]) {
            input.parse::<TokenTree>()?;
        }
        input.parse::<Option<Token![,]>>()?;
    }
    Ok((read, is_whole))
}
