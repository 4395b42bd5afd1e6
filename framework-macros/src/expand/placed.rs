//! Generated code as text, read by the compiler: putting tokens together one by one takes a macro that is not optimized ten
//! times as long.

use proc_macro2::{Span, TokenStream};

/// Text as tokens.
pub(super) fn parsed(text: &str) -> TokenStream {
    // What `proc_macro2` asks of text before the compiler reads it takes as long again.
    if proc_macro::is_available() {
        return text.parse::<proc_macro::TokenStream>().unwrap_or_default().into();
    }
    text.parse().unwrap_or_default()
}

/// Text as tokens that stand at one place. Each `@` in it is the next of these words, which stand where they are.
///
/// Between the words of an item the compiler counts the bytes: an edit between them would change what is written. So a
/// generated item has all of its words at one place, or at a few that no body lies between.
pub(super) fn placed(text: &str, span: Span, words: Vec<TokenStream>) -> TokenStream {
    let text = parsed(text);
    if proc_macro::is_available() {
        let mut words = words.into_iter().map(proc_macro::TokenStream::from);
        return in_compiler(text.into(), span.unwrap(), &mut words).into();
    }
    anywhere(text, span, &mut words.into_iter())
}

/// The same for the compiler's tokens and those of tests: a wrapper around both takes a macro that is not optimized long.
macro_rules! place {
    ($name:ident, $tokens:ident) => {
        fn $name(
            text: $tokens::TokenStream,
            span: $tokens::Span,
            words: &mut impl Iterator<Item = $tokens::TokenStream>,
        ) -> $tokens::TokenStream {
            let mut placed = Vec::new();
            for token in text {
                match token {
                    $tokens::TokenTree::Punct(punct) if punct.as_char() == '@' => {
                        placed.extend(words.next().into_iter().flatten());
                    }
                    $tokens::TokenTree::Group(group) => {
                        let inner = $name(group.stream(), span, words);
                        let mut inner = $tokens::Group::new(group.delimiter(), inner);
                        inner.set_span(span);
                        placed.push(inner.into());
                    }
                    mut token => {
                        token.set_span(span);
                        placed.push(token);
                    }
                }
            }
            placed.into_iter().collect()
        }
    };
}

place!(in_compiler, proc_macro);
place!(anywhere, proc_macro2);
