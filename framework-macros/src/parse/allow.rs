//! `allow(WL101, …)`: the lints that are meant where the attribute stands.

use std::cell::Cell;

use proc_macro2::Span;
use syn::Ident;

use super::options::{Value, split};
use crate::errors::{Errors, nearest};

/// The lints that an attribute can allow.
const LINTS: [&str; 8] = ["WL101", "WL102", "WL103", "WL104", "WL105", "WL106", "WL107", "WL108"];

/// The lints that one attribute allows, and whether each of them was there to be allowed.
#[derive(Default)]
pub(crate) struct Allow {
    lints: Vec<(Ident, Cell<bool>)>,
    /// Which ones it allows cannot be read: it may be any.
    is_broken: bool,
}

impl Allow {
    /// Reads the option.
    pub(super) fn read(name: &Ident, value: Value, errors: &mut Errors) -> Self {
        let Value::List(tokens) = value else {
            errors.on("WE403", name, "`allow` needs a list", "write `allow(WL101)`");
            return Allow { is_broken: true, ..Allow::default() };
        };
        let mut allow = Allow::default();
        for chunk in split(tokens, errors) {
            let known =
                syn::parse2::<Ident>(chunk.clone()).ok().filter(|lint| LINTS.iter().any(|l| lint == l));
            match known {
                Some(lint) if allow.lints.iter().any(|(other, _)| *other == lint) => {
                    errors.on(
                        "WE402",
                        &lint,
                        format!("the lint `{lint}` stands twice"),
                        "remove one of them",
                    );
                }
                Some(lint) => allow.lints.push((lint, Cell::new(false))),
                None => {
                    allow.is_broken = true;
                    let written = chunk.to_string();
                    let help = match nearest(&written, LINTS) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "write the code that the warning begins with: `allow(WL101)`".to_owned(),
                    };
                    errors.on("WE403", &chunk, format!("`{written}` is no lint"), help);
                }
            }
        }
        allow
    }

    /// Warns of what is hardly meant, unless it is allowed here.
    pub(crate) fn lint(&self, code: &str, span: Span, message: &str, errors: &mut Errors) {
        match self.lints.iter().find(|(lint, _)| lint == code) {
            Some((_, found)) => found.set(true),
            None if self.is_broken => {}
            None => {
                let note = format!("note: where it is meant, write `allow({code})` in the attribute");
                errors.warn(code, span, &format!("{message}\n{note}"));
            }
        }
    }

    /// Warns of each lint that is allowed and was not found.
    pub(crate) fn check_used(&self, errors: &mut Errors) {
        for (lint, _) in self.lints.iter().filter(|(_, found)| !found.get() && !self.is_broken) {
            let message = format!("nothing here is `{lint}`\nhelp: take it out of `allow`");
            errors.warn("WL109", lint.span(), &message);
        }
    }
}
