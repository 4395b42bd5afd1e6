//! Options of attributes: `name`, `name = value` and `name(…)`, between commas.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Ident, LitBool, LitInt, LitStr, Token};

use crate::errors::{Errors, nearest};

/// The tokens between top-level commas, which those between the `<…>` of a type are not; nothing after a trailing one.
pub(super) fn split(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
    let mut chunks = vec![TokenStream::new()];
    let (mut depth, mut after_dash) = (0_usize, false);
    for token in tokens {
        let sign = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        match sign {
            Some('<') => depth += 1,
            Some('>') if !after_dash => depth = depth.saturating_sub(1),
            _ => {}
        }
        after_dash = sign == Some('-');
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 0 => {
                if chunks.last().is_some_and(TokenStream::is_empty) {
                    errors.on("WE402", punct, "nothing stands before this comma", "remove it");
                } else {
                    chunks.push(TokenStream::new());
                }
            }
            token => {
                if let Some(last) = chunks.last_mut() {
                    last.extend([token]);
                }
            }
        }
    }
    if chunks.last().is_some_and(TokenStream::is_empty) {
        chunks.pop();
    }
    chunks
}

/// Reads an option; reports what is none.
pub(super) fn read(chunk: TokenStream, errors: &mut Errors) -> Option<(Ident, Value)> {
    let read = option.parse2(chunk.clone()).ok();
    if read.is_none() {
        let help = "an option is `name`, `name = value` or `name(…)`, and a comma stands between two";
        errors.on("WE402", &chunk, format!("`{chunk}` is no option"), help);
    }
    read
}

/// `name`, `name = value` or `name(value)`, the value as tokens.
fn option(input: ParseStream<'_>) -> syn::Result<(Ident, Value)> {
    let name: Ident = input.call(syn::ext::IdentExt::parse_any)?;
    let value = if input.is_empty() {
        Value::None
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Value::Assigned(input.parse()?)
    } else {
        let group: proc_macro2::Group = input.parse()?;
        if !input.is_empty() {
            return Err(input.error("expected `,`"));
        }
        Value::List(group.stream())
    };
    Ok((name, value))
}

pub(super) enum Value {
    None,
    Assigned(TokenStream),
    List(TokenStream),
}

impl Value {
    /// All of it.
    pub(super) fn tokens(&self) -> TokenStream {
        match self {
            Value::None => TokenStream::new(),
            Value::Assigned(tokens) | Value::List(tokens) => tokens.clone(),
        }
    }
}

pub(super) fn assigned<T: Parse>(name: &Ident, value: Value, example: &str) -> syn::Result<T> {
    let (span, parsed) = match value {
        Value::Assigned(tokens) if tokens.is_empty() => (name.span(), None),
        Value::Assigned(tokens) => (tokens.span(), syn::parse2(tokens).ok()),
        Value::List(tokens) => (tokens.span(), None),
        Value::None => (name.span(), None),
    };
    parsed.ok_or_else(|| wrong_value(span, &format!("write `{name} = {example}`")))
}

fn wrong_value(span: Span, help: &str) -> syn::Error {
    syn::Error::new(span, crate::errors::text("WE403", &"the value of the option does not fit", &help))
}

pub(super) fn boolean(name: &Ident, value: Value) -> syn::Result<bool> {
    assigned::<LitBool>(name, value, "true` or `false").map(|literal| literal.value)
}

/// A word of its own, or `= true` and `= false`.
pub(super) fn flag(name: &Ident, value: Value) -> syn::Result<bool> {
    match value {
        Value::None => Ok(true),
        value => boolean(name, value),
    }
}

pub(super) fn text(name: &Ident, value: Value) -> syn::Result<LitStr> {
    assigned(name, value, "\"…\"")
}

pub(super) fn number(name: &Ident, value: Value) -> syn::Result<i16> {
    struct Signed(i16);
    impl Parse for Signed {
        fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
            let minus: Option<Token![-]> = input.parse()?;
            let literal: LitInt = input.parse()?;
            let sign = if minus.is_some() { "-" } else { "" };
            let number = format!("{sign}{}", literal.base10_digits()).parse();
            number.map(Signed).map_err(|_| input.error("out of range"))
        }
    }
    let Signed(number) = assigned(name, value, "1").map_err(|error| {
        wrong_value(error.span(), &format!("write `{name} = 1`: a whole number, -32768 to 32767"))
    })?;
    Ok(number)
}

/// Reports an option that stood before in the same attribute.
pub(super) fn once(name: &Ident, seen: &mut Vec<Ident>, errors: &mut Errors) {
    if seen.contains(name) {
        errors.on("WE402", name, format!("the option `{name}` stands twice"), "remove one of them");
    }
    seen.push(name.clone());
}

pub(super) fn unknown_option(name: &Ident, written: &str, known: &[&str], errors: &mut Errors) {
    let help = match nearest(written, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known: {}", known.join(", ")),
    };
    errors.on("WE402", name, format!("unknown option `{written}`"), help);
}

pub(super) fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
