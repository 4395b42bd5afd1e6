//! `answers(…)` and `returns = …`: what a handler answers beyond what its signature tells.

use syn::{Ident, LitInt, Type};

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

/// Reads the type.
pub(super) fn returns(name: &Ident, value: Value, errors: &mut Errors) -> Option<Type> {
    errors.take(assigned(name, value, "Json<User>"))
}
