//! Types as people write them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, ReturnType, Type};

use crate::expand::types::REQUEST;

/// A type, with the spaces that people put into it and without the lifetimes of its method.
pub(super) fn ty(ty: &Type) -> String {
    let mut out = String::new();
    write(ty.to_token_stream(), &mut out);
    out
}

/// What a function gives; `()` where it says nothing.
pub(super) fn output(output: &ReturnType) -> String {
    match output {
        ReturnType::Type(_, written) => ty(written),
        ReturnType::Default => "()".to_owned(),
    }
}

fn write(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(group.stream(), out);
                out.push_str(close);
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '\'' => {
                    let Some(name) = tokens.next() else { return };
                    let of_request = REQUEST.strip_prefix('\'') == Some(&name.to_string());
                    match (of_request, out.ends_with('&')) {
                        (true, true) => {}
                        (true, false) => out.push_str("'_"),
                        (false, after_reference) => {
                            spaced(out);
                            out.push_str(&format!("'{name}"));
                            if after_reference {
                                out.push(' ');
                            }
                        }
                    }
                }
                ',' => out.push_str(", "),
                ';' => out.push_str("; "),
                '+' => out.push_str(" + "),
                '=' => out.push_str(" = "),
                '-' if matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '>') => {
                    tokens.next();
                    out.push_str(" -> ");
                }
                '&' => {
                    spaced(out);
                    out.push('&');
                }
                other => out.push(other),
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                spaced(out);
                out.push_str(&token.to_string());
            }
        }
    }
}

/// Puts a space between two words.
fn spaced(out: &mut String) {
    if out.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        out.push(' ');
    }
}

/// The last word of a type's path, and the types between its angle brackets.
pub(super) fn path(ty: &Type) -> Option<(String, Vec<&Type>)> {
    match ty {
        Type::Group(group) => path(&group.elem),
        Type::Paren(paren) => path(&paren.elem),
        Type::Path(of) if of.qself.is_none() => {
            let last = of.path.segments.last()?;
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(list) => list
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            Some((crate::model::bare(&last.ident), inner))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_by_hand() {
        let cases = [
            ("& 'the_request str", "&str"),
            ("Cow < 'the_request , str >", "Cow<'_, str>"),
            (
                "Result < Option < Json < Vec < u8 > > > , crate :: Error >",
                "Result<Option<Json<Vec<u8>>>, crate::Error>",
            ),
            ("& 'static [ u8 ; 4 ]", "&'static [u8; 4]"),
            ("( StatusCode , & mut dyn Fn ( u8 ) -> bool )", "(StatusCode, &mut dyn Fn(u8) -> bool)"),
            ("Box < dyn A + 'static >", "Box<dyn A + 'static>"),
            ("< T as Trait > :: Item", "<T as Trait>::Item"),
            ("impl Iterator < Item = u8 >", "impl Iterator<Item = u8>"),
            ("[ ( StatusCode , String ) ; 2 ]", "[(StatusCode, String); 2]"),
        ];
        for (written, expected) in cases {
            assert_eq!(ty(&syn::parse_str(written).unwrap()), expected);
        }
    }
}
