//! `methods(…)`.

use syn::{Ident, LitStr};

use super::options::{Value, split};
use crate::errors::{Errors, nearest};

/// The methods of a `#[route]`.
pub(crate) enum MethodList {
    Any,
    /// Standard methods as bits, and others by name.
    Some(u16, Vec<String>),
}

/// Reads the list.
pub(super) fn methods(name: &Ident, value: Value, errors: &mut Errors) -> Option<MethodList> {
    let Value::List(tokens) = value else {
        errors.on("WE405", name, "`methods` needs a list", "write `methods(GET, POST)`");
        return None;
    };
    let (mut bits, mut extra, mut any) = (0, Vec::new(), None);
    let written = split(tokens, errors);
    let count = written.len();
    for method in written {
        let text = match (syn::parse2::<Ident>(method.clone()), syn::parse2::<LitStr>(method.clone())) {
            (Ok(ident), _) => ident.to_string(),
            (_, Ok(literal)) if is_token(&literal.value()) => literal.value(),
            _ => {
                let help = "write `methods(GET, POST)`, a method of your own in quotes: `\"PURGE\"`";
                errors.on("WE405", &method, format!("`{method}` is no HTTP method"), help);
                continue;
            }
        };
        if text == "ANY" {
            any = Some(method);
            continue;
        }
        let repeated = match wegwerk_routing::method::bit(&text) {
            Some(bit) => {
                let repeated = bits & bit != 0;
                bits |= bit;
                repeated
            }
            None if syn::parse2::<LitStr>(method.clone()).is_ok() => {
                let repeated = extra.contains(&text);
                extra.push(text.clone());
                repeated
            }
            None => {
                let known = wegwerk_routing::method::STANDARD.into_iter().chain(["ANY"]);
                let help = match nearest(&text, known) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("write a method of your own in quotes: `\"{text}\"`"),
                };
                errors.on("WE405", &method, format!("unknown HTTP method `{text}` in `methods`"), help);
                continue;
            }
        };
        if repeated {
            errors.on(
                "WE405",
                &method,
                format!("the method `{text}` stands twice in `methods`"),
                "remove one of them",
            );
        }
    }
    match any {
        Some(any) if count > 1 => {
            let help = "write `methods(ANY)` for every method, or leave out `ANY`";
            errors.on("WE405", &any, "`ANY` is every method: no other can stand beside it", help);
            None
        }
        Some(_) => Some(MethodList::Any),
        None if count == 0 => {
            let help = "write `methods(GET)`, or `methods(ANY)` for every method";
            errors.on("WE405", name, "a rule without methods never matches", help);
            None
        }
        None => Some(MethodList::Some(bits, extra)),
    }
}

/// Whether the text is a token (RFC 9110, 5.6.2), as a method has to be.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
