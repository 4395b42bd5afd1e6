//! Arguments that a signature takes apart, as `Json(thing): Json<Thing>`: of an `async fn` rustdoc shows `__arg1` in their
//! place. They get a name, and are taken apart at the beginning of the body.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{FnArg, Ident, Pat, Type};

use super::written;
use crate::model::{identifier, separated};
use crate::parse::block::Method;

/// Names them.
pub(super) fn name(method: &mut Method) {
    if method.signature.asyncness.is_none() {
        return;
    }
    let mut inputs = method.signature.inputs.clone();
    let mut taken: Vec<Ident> =
        inputs.iter().filter_map(|input| pattern(input).and_then(ident)).cloned().collect();
    let mut lets = TokenStream::new();
    for input in &mut inputs {
        let FnArg::Typed(argument) = input else { continue };
        if matches!(*argument.pat, Pat::Ident(_) | Pat::Wild(_)) {
            continue;
        }
        let Some(name) = name_of(&argument.pat, &argument.ty).filter(|name| !taken.contains(name)) else {
            continue;
        };
        let pattern = &argument.pat;
        lets.extend(quote!(let #pattern = #name;));
        *argument.pat = syn::parse_quote!(#name);
        taken.push(name);
    }
    if !lets.is_empty() && method.begin_with(lets) {
        method.signature.inputs = inputs;
    }
}

fn pattern(input: &FnArg) -> Option<&Pat> {
    match input {
        FnArg::Typed(argument) => Some(&argument.pat),
        FnArg::Receiver(_) => None,
    }
}

fn ident(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(of) => Some(&of.ident),
        _ => None,
    }
}

/// The one name in the pattern, else that of the type in small letters.
fn name_of(pattern: &Pat, ty: &Type) -> Option<Ident> {
    if let Pat::TupleStruct(of) = pattern
        && of.elems.len() == 1
        && let Some(name) = of.elems.first().and_then(ident)
    {
        return Some(name.clone());
    }
    let (name, _) = written::path(ty)?;
    Some(identifier(&separated(&name, '_'), Span::call_site()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::block::{Block, Item};
    use quote::ToTokens;

    #[test]
    fn what_is_taken_apart_has_a_name() {
        for (signature, expected) in [
            (
                "async fn f(&self, Json(thing): Json<Thing>) { x }",
                "async fn f(& self, thing : Json < Thing >) { let Json(thing) = thing ; x }",
            ),
            (
                "async fn f(Query(Page { at, .. }): Query<Page>, mut a: A, (b, c): UserAgent) { }",
                "async fn f(query : Query < Page > , mut a : A , user_agent : UserAgent) \
                 { let Query(Page { at , .. }) = query ; let(b , c) = user_agent ; }",
            ),
            ("async fn f(a: A, Json(a): Json<A>) { }", "async fn f(a : A , Json(a) : Json < A >) { }"),
            (
                "async fn f(Json(a): Json<A>) { #![allow(x)] }",
                "async fn f(Json(a) : Json < A >) { #! [allow(x)] }",
            ),
            ("fn f(Json(a): Json<A>) { }", "fn f(Json(a) : Json < A >) { }"),
        ] {
            let mut block = Block::read(format!("impl X {{ {signature} }}").parse().unwrap()).unwrap();
            let Item::Method(method) = &mut block.items[0] else { panic!("{signature}") };
            name(method);
            let written = |tokens: TokenStream| tokens.to_string().split_whitespace().collect::<String>();
            assert_eq!(written(method.to_token_stream()), written(expected.parse().unwrap()));
        }
    }
}
