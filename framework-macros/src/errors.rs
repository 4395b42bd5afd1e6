//! A place for all the errors of one expansion, so that independent mistakes are reported together.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use wegwerk_routing::suggest::distance;

/// The errors found so far.
#[derive(Default)]
pub(crate) struct Errors {
    errors: Vec<syn::Error>,
    warnings: Vec<Warning>,
    /// What is told only where the compiler lets it pass.
    unless_refused: Vec<(Span, String)>,
}

impl Errors {
    /// Adds an error at `span`, with a way to fix it. `code` is its stable code.
    pub(crate) fn at(&mut self, code: &str, span: Span, message: impl Display, help: impl Display) {
        self.errors.push(syn::Error::new(span, text(code, &message, &help)));
    }

    /// As [`Errors::at`], underlining all of `tokens`.
    pub(crate) fn on(
        &mut self,
        code: &str,
        tokens: impl ToTokens,
        message: impl Display,
        help: impl Display,
    ) {
        self.errors.push(syn::Error::new_spanned(tokens, text(code, &message, &help)));
    }

    /// As [`Errors::at`], for what the compiler should refuse by itself.
    pub(crate) fn unless_refused(
        &mut self,
        code: &str,
        span: Span,
        message: impl Display,
        help: impl Display,
    ) {
        self.unless_refused.push((span, text(code, &message, &help)));
    }

    /// Takes those out.
    pub(crate) fn take_unless_refused(&mut self) -> Vec<(Span, String)> {
        std::mem::take(&mut self.unless_refused)
    }

    /// Adds a warning at `span`.
    pub(crate) fn warn(&mut self, code: &str, span: Span, message: &str) {
        let message = format!("[{code}] {message}");
        self.warnings.push(Warning { code: code.to_owned(), span, message });
    }

    /// Adds an error of `syn`.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// The value, or `None` with its error added.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.errors.len() + self.unless_refused.len()
    }

    /// The errors as tokens that stop the build, and the warnings as such that only warn.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let warnings = self.warnings.iter().map(Warning::to_tokens);
        self.errors.iter().map(syn::Error::to_compile_error).chain(warnings).collect()
    }
}

/// A warning.
struct Warning {
    code: String,
    span: Span,
    message: String,
}

impl Warning {
    /// Stable Rust gives macros no warnings of their own, but a deprecated constant brings its note along.
    fn to_tokens(&self) -> TokenStream {
        let message = format!("\n{}", self.message);
        let span = Span::call_site().located_at(self.span);
        let code = Ident::new(&self.code, span);
        quote_spanned! {span=>
            const _: () = {
                #[deprecated(note = #message)]
                const #code: () = ();
                #code
            };
        }
    }
}

/// The text of an error: its code, what is wrong, and how to fix it.
pub(crate) fn text(code: &str, message: &dyn Display, help: &dyn Display) -> String {
    let help = help.to_string();
    if help.is_empty() { format!("[{code}] {message}") } else { format!("[{code}] {message}\nhelp: {help}") }
}

/// The name of `known` that was probably meant by `written`.
pub(crate) fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_that_was_meant() {
        assert_eq!(nearest("GTE", ["GET", "PUT"]), Some("GET"));
        assert_eq!(nearest("shortid", ["short_id", "url"]), Some("short_id"));
        assert_eq!(nearest("zebra", ["GET", "PUT"]), None);
    }
}
