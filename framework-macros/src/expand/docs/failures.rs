//! The docs of an error type: the statuses that it is answered with, on its `impl HttpError`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

use super::text::{cell, code, summary};
use super::{Reader, written};
use crate::model::bare;

/// One way to fail.
pub(crate) struct Failure<'a> {
    /// `None` for a struct.
    pub(crate) variant: Option<&'a Ident>,
    pub(crate) status: Answered<'a>,
    pub(crate) docs: &'a str,
}

/// The status of a failure.
pub(crate) enum Answered<'a> {
    With(u16),
    /// As the error within says.
    As(&'a Type),
}

/// The doc attribute, where docs are made.
pub(crate) fn failures(all: &[Failure<'_>]) -> Option<TokenStream> {
    if Reader::get() != Reader::Docs || all.is_empty() {
        return None;
    }
    let docs = table(all);
    Some(quote!(#[doc = #docs]))
}

fn table(all: &[Failure<'_>]) -> String {
    let is_enum = all.iter().any(|failure| failure.variant.is_some());
    let head =
        if is_enum { "| status | error | when |\n|---|---|---|" } else { "| status | when |\n|---|---|" };
    let rows = all.iter().map(|failure| {
        let status = match failure.status {
            Answered::With(status) => code(&status.to_string()),
            Answered::As(ty) => format!("as {} says", code(&written::ty(ty))),
        };
        let variant = failure.variant.map(|variant| {
            let name = bare(variant);
            format!(" {} |", cell(&format!("[`{name}`](Self::{name})")))
        });
        let variant = variant.unwrap_or_default();
        format!("\n| {} |{variant} {} |", cell(&status), summary(failure.docs))
    });
    format!("What it is answered with.\n\n{head}{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_a_row() {
        let (missing, other): (Ident, Ident) = (syn::parse_quote!(Missing), syn::parse_quote!(r#Other));
        let within = syn::parse_quote!(store::Error<u8>);
        let failures = [
            Failure {
                variant: Some(&missing),
                status: Answered::With(404),
                docs: "There is no `a|b`.\n\nMore.",
            },
            Failure { variant: Some(&other), status: Answered::As(&within), docs: "" },
        ];
        let expected = "What it is answered with.\n\n| status | error | when |\n|---|---|---|\n\
                        | `404` | [`Missing`](Self::Missing) | There is no `a\\|b`. |\n\
                        | as `store::Error<u8>` says | [`Other`](Self::Other) |  |";
        assert_eq!(table(&failures), expected);
        let whole = [Failure { variant: None, status: Answered::With(409), docs: "It is lent." }];
        assert!(table(&whole).ends_with("|---|---|\n| `409` | It is lent. |"), "{}", table(&whole));
    }
}
