//! Types as people write them, for messages.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::Type;

/// A type as it was written.
pub(crate) fn written(ty: &Type) -> String {
    let (mut text, mut after_word) = (String::new(), false);
    write(quote::quote!(#ty), &mut text, &mut after_word);
    text
}

/// Writes tokens as people write types: a space between two words, around `+`, and behind a comma.
fn write(tokens: TokenStream, text: &mut String, after_word: &mut bool) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let after_lifetime = text
                    .rsplit_once('\'')
                    .is_some_and(|(_, name)| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
                if after_lifetime && !open.is_empty() {
                    text.push(' ');
                }
                text.push_str(open);
                *after_word &= open.is_empty();
                write(group.stream(), text, after_word);
                text.push_str(close);
                *after_word = false;
            }
            TokenTree::Punct(punct) => {
                match punct.as_char() {
                    ',' | ';' => text.extend([punct.as_char(), ' ']),
                    '+' => text.push_str(" + "),
                    '=' => text.push_str(" = "),
                    '-' if punct.spacing() == Spacing::Joint => text.push_str(" -"),
                    '>' if text.ends_with(" -") => text.push_str("> "),
                    '\'' if *after_word => text.push_str(" '"),
                    other => text.push(other),
                }
                *after_word = false;
            }
            word => {
                if *after_word {
                    text.push(' ');
                }
                text.push_str(&word.to_string());
                *after_word = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_written_as_it_was() {
        for text in [
            "&'static str",
            "impl IntoResponse + use<>",
            "Result<Json<Vec<User>>, (u8, E)>",
            "[u8; 4]",
            "&mut dyn A",
            "(StatusCode, &mut dyn Fn(u8) -> bool)",
            "impl Iterator<Item = u8>",
            "<T as Trait>::Item",
            "Box<dyn A + 'static>",
            "&'static [u8; 4]",
        ] {
            let ty: Type = syn::parse_str(text).unwrap();
            assert_eq!(written(&ty), text);
        }
    }
}
