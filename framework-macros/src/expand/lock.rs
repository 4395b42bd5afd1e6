//! The lock file of an app: the check of what it says, what makes cargo look at it again, and the test that holds it to the
//! rules of the whole app.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, Type};
use wegwerk_routing::lock::Locked;
use wegwerk_routing::rule::{Domain, Variable};

use super::generics::filled;
use super::map::part;
use super::rules::variable;
use super::{located, name};
use crate::model::Model;
use crate::model::lock::{Lock, command};

/// The check against the rules of the whole app.
pub(crate) fn check(model: &Model) -> TokenStream {
    let (Some(literal), Lock::Read(locked, _)) = (&model.options.lock, &model.lock) else {
        return TokenStream::new();
    };
    let (file, command) = (literal.value(), command(model));
    let locked = locked.iter().map(self::locked);
    let (krate, span) = located(&model.options.krate, literal.span());
    let check = quote_spanned! {span=>
        #[allow(long_running_const_eval)]
        const _: () = #krate::private::check_locked(&WEGWERK_STORAGE, WEGWERK_MAP, WEGWERK_LOCKED, (#file, #command));
    };
    quote! {
        const WEGWERK_LOCKED: &[wegwerk_private::Locked<'static>] = &[#(#locked),*];
        #check
    }
}

fn locked(locked: &Locked<'_>) -> TokenStream {
    let Locked { line, text, rule } = locked;
    let (path, parts) = (rule.text, rule.parts.iter().map(part));
    let variables = variables(rule.variables);
    let (bits, extra, websocket) = (rule.methods.bits(), rule.methods.extra(), rule.websocket);
    let methods = if rule.methods.is_any() {
        quote!(wegwerk_private::Methods::ANY)
    } else {
        quote!(wegwerk_private::Methods::new(#bits, &[#(#extra),*]))
    };
    let (strict, merge) = (rule.strict_slashes, rule.merge_slashes);
    let domain = match rule.domain {
        Some(domain) => {
            let domain = self::domain(domain);
            quote!(::core::option::Option::Some(&#domain))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        wegwerk_private::Locked {
            line: #line,
            text: #text,
            rule: wegwerk_private::Rule {
                text: #path,
                parts: &[#(#parts),*],
                variables: &[#variables],
                domain: #domain,
                methods: #methods,
                websocket: #websocket,
                strict_slashes: #strict,
                merge_slashes: #merge,
                ..wegwerk_private::Rule::EMPTY
            },
        }
    }
}

fn variables(variables: &[Variable<'_>]) -> TokenStream {
    let variables = variables.iter().map(|own| variable(own, quote!(::core::option::Option::None)));
    quote!(#(#variables),*)
}

fn domain(domain: &Domain<'_>) -> TokenStream {
    let none = || quote!(::core::option::Option::None);
    super::rules::domain(domain, domain.variables.iter().map(|own| variable(own, none())))
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
    let test = name(format!("routes_lock_of_{}", snake(&model.name)));
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

/// `ShopAdmin` as `shop_admin`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}
