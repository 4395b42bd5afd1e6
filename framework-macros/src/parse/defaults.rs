//! `defaults(page = 1)`, and what `outer(lang: &str)` is.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, Token, Type};
use wegwerk_routing::rule::Value as Data;

use super::options::{Value, split};
use crate::errors::Errors;
use crate::model::{bare, leak};

/// A value that a rule gives to its handler.
pub(crate) struct Default {
    pub(crate) name: Ident,
    pub(crate) value: Data<'static>,
    /// The value as a variable would have it.
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A variable that an app takes from the prefixes it is mounted under.
pub(crate) struct Outer {
    pub(crate) name: Ident,
    /// `_` where it is not said, which is told of: the argument of this name then says it.
    pub(crate) ty: Type,
}

/// Reads the values of `defaults(…)`.
pub(super) fn defaults(name: &Ident, value: Value, errors: &mut Errors) -> Vec<Default> {
    let Value::List(tokens) = value else {
        errors.on("WE403", name, "`defaults` needs a list", "write `defaults(page = 1)`");
        return Vec::new();
    };
    let mut read: Vec<Default> = Vec::new();
    for chunk in split(tokens, errors) {
        let Ok(Written { name, minus, literal }) = syn::parse2(chunk.clone()) else {
            let help = "write `page = 1`: a name and a number, a text in quotes, `true` or `false`";
            errors.on("WE403", &chunk, format!("`{chunk}` is no default"), help);
            continue;
        };
        let Some((value, text)) = data(&literal, minus) else {
            let message = format!("the default of `{name}` is no value that a URL can have");
            let help = "write a number, a text in quotes, `true` or `false`";
            errors.on("WE304", &literal, message, help);
            continue;
        };
        if read.iter().any(|other| bare(&other.name) == bare(&name)) {
            errors.on("WE402", &name, format!("the default `{name}` stands twice"), "remove one of them");
            continue;
        }
        read.push(Default { name, value, text, span: literal.span() });
    }
    read
}

struct Written {
    name: Ident,
    minus: Option<Token![-]>,
    literal: Lit,
}

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(syn::ext::IdentExt::parse_any)?;
        input.parse::<Token![=]>()?;
        Ok(Written { name, minus: input.parse()?, literal: input.parse()? })
    }
}

/// The value of a literal, and as a variable would have it.
fn data(literal: &Lit, minus: Option<Token![-]>) -> Option<(Data<'static>, String)> {
    let sign = if minus.is_some() { "-" } else { "" };
    match literal {
        Lit::Int(literal) => {
            let number: i128 = format!("{sign}{}", literal.base10_digits()).parse().ok()?;
            Some((Data::Int(number), number.to_string()))
        }
        Lit::Float(literal) => {
            let number: f64 = format!("{sign}{}", literal.base10_digits()).parse().ok()?;
            let text = number.to_string();
            let text = if text.contains('.') { text } else { format!("{text}.0") };
            number.is_finite().then_some((Data::Float(number), text))
        }
        Lit::Str(literal) if minus.is_none() => {
            let text = literal.value();
            Some((Data::Text(leak(&text)), text))
        }
        Lit::Bool(literal) if minus.is_none() => Some((Data::Bool(literal.value), literal.value.to_string())),
        _ => None,
    }
}
