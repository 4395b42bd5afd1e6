//! The lock file of an app: the check of what it says, what makes cargo look at it again, and the test that holds it to the
//! rules of the whole app.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, Type};
use wegwerk_routing::lock::Locked;
use wegwerk_routing::rule::Rule;

use super::generics::filled;
use super::placed::parsed;
use super::rules::{self, variable};
use super::shared::Shared;
use super::{located, name};
use crate::model::lock::{Lock, command};
use crate::model::{Model, separated};

/// The check against the rules of the whole app.
pub(crate) fn check(model: &Model) -> TokenStream {
    let (Some(literal), Lock::Read(locked, _)) = (&model.options.lock, &model.lock) else {
        return TokenStream::new();
    };
    if locked.is_empty() {
        return TokenStream::new();
    }
    let (file, command) = (literal.value(), command(model));
    let mut shared = Shared::new(false);
    let rules: String = locked.iter().map(|locked| self::locked(locked, &mut shared)).collect();
    let text = format!(
        "{} const WEGWERK_LOCKED: &[wegwerk_private::Locked<'static>] = &[{rules}];",
        shared.constants
    );
    let locked = parsed(&text);
    let (krate, span) = located(&model.options.krate, literal.span());
    let check = quote_spanned! {span=>
        #krate::private::check_locked(&WEGWERK_STORAGE, WEGWERK_MAP, WEGWERK_LOCKED, (#file, #command))
    };
    quote! {
        #[allow(long_running_const_eval)]
        const _: () = { #locked #check };
    }
}

/// A line, in as few words as say it: each costs the compiler time.
fn locked(locked: &Locked<'static>, shared: &mut Shared) -> String {
    let Locked { line, text, rule } = locked;
    let parts: String = rule.parts.iter().map(|part| format!("{},", shared.part(part))).collect();
    let variables = rule.variables.iter().map(|own| {
        let value = || variable(own, none()).to_string();
        format!("{},", shared.variable(own, None, value))
    });
    let (variables, path): (String, _) = (variables.collect(), rule.text);
    let methods = shared.methods(&rule.methods);
    let usual = format!(
        "wegwerk_private::Rule::new({path:?}, &[{parts}], &[{variables}], {methods}, (\"\", 0), &[], \
         wegwerk_private::Rule::EMPTY.place)"
    );
    let special = special(rule);
    let rule =
        if special.is_empty() { usual } else { format!("wegwerk_private::Rule {{ {special} ..{usual} }}") };
    format!("wegwerk_private::Locked {{ line: {line}, text: {text:?}, rule: {rule} }},")
}

/// What most rules do not say.
fn special(rule: &Rule<'_>) -> String {
    let mut special = String::new();
    if let Some(domain) = rule.domain {
        let variables = domain.variables.iter().map(|own| variable(own, none()));
        special += &format!("domain: ::core::option::Option::Some(&{}),", rules::domain(domain, variables));
    }
    for (field, usual, is) in [
        ("websocket", Rule::EMPTY.websocket, rule.websocket),
        ("strict_slashes", Rule::EMPTY.strict_slashes, rule.strict_slashes),
        ("merge_slashes", Rule::EMPTY.merge_slashes, rule.merge_slashes),
    ] {
        if usual != is {
            special += &format!("{field}: {is},");
        }
    }
    special
}

fn none() -> TokenStream {
    quote!(::core::option::Option::None)
}

/// What stands beside the block: where tests are built, one that compares the file with the rules of the whole app, or
/// writes it again; and what makes cargo look again when the file or the variable changes.
pub(crate) fn beside(model: &Model, generics: &Generics, app: &Type) -> TokenStream {
    let Some(literal) = &model.options.lock else { return TokenStream::new() };
    let tracked = match &model.lock {
        Lock::Read(_, path) => path.to_str().map(|path| {
            quote!(
                const _: &::core::primitive::str = ::core::include_str!(#path);
            )
        }),
        _ => None,
    };
    let variable = quote! {
        const _: ::core::option::Option<&::core::primitive::str> = ::core::option_env!("WEGWERK_LOCK");
    };
    if matches!(model.lock, Lock::None) {
        return variable;
    }
    let left = matches!(model.lock, Lock::Left).then(|| {
        let message = format!(
            "\n`{}` is not written by this build, which does not see the rules of mounts, parts and `#[cfg]`s: a test build \
             writes it. Run `WEGWERK_LOCK=update cargo test`.",
            literal.value()
        );
        quote_spanned! {Span::call_site().located_at(literal.span())=>
            #[cfg(not(test))]
            const _: () = {
                #[deprecated(note = #message)]
                const WEGWERK_LOCK: () = ();
                WEGWERK_LOCK
            };
        }
    });
    let (krate, any) = (&model.options.krate_path, filled(app, generics).to_token_stream());
    let test = name(format!("routes_lock_of_{}", separated(&model.name, '_')));
    let doc = format!("Holds `{}` to the rules of `{}`.", literal.value(), model.name);
    quote! {
        #tracked
        #variable
        #left
        #[doc = #doc]
        #[cfg(test)]
        #[::core::prelude::v1::test]
        fn #test() {
            let map = <#any as #krate::private::AppBlock<#krate::private::Main>>::MAP;
            #krate::private::hold_lock(map, ::core::env!("CARGO_MANIFEST_DIR"), #literal);
        }
    }
}
