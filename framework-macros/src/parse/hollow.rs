//! Bodies are not read here, and syn need not go through them either: while the rest is read, a name stands for each.

use std::cell::Cell;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// What a name before its number stands for.
const BODY: &str = "__wegwerk_body_";

/// What was in each `{ … }`.
pub(super) struct Bodies {
    bodies: Vec<Group>,
    given_back: Cell<usize>,
}

/// The tokens, a name in each `{ … }`; and what was in them.
pub(super) fn hollow(tokens: TokenStream) -> (TokenStream, Bodies) {
    let mut bodies = Vec::new();
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            let name = Ident::new(&format!("{BODY}{}", bodies.len()), Span::call_site());
            let mut hollow = Group::new(Delimiter::Brace, TokenTree::Ident(name).into());
            hollow.set_span(body.span_open());
            bodies.push(body);
            TokenTree::Group(hollow)
        }
        token => token,
    });
    let tokens = tokens.collect();
    (tokens, Bodies { bodies, given_back: Cell::new(0) })
}

impl Bodies {
    /// Nothing is hollow.
    pub(super) fn none() -> Self {
        Bodies { bodies: Vec::new(), given_back: Cell::new(0) }
    }

    /// A group as it was written.
    pub(super) fn group(&self, group: Group) -> Group {
        match self.body(&group) {
            Some(body) => {
                self.given_back.set(self.given_back.get() + 1);
                body.clone()
            }
            None => group,
        }
    }

    /// A token as it was written.
    pub(super) fn give_back(&self, token: TokenTree) -> TokenTree {
        match token {
            TokenTree::Group(group) => TokenTree::Group(self.group(group)),
            token => token,
        }
    }

    /// Tokens as they were written.
    pub(super) fn give_all_back(&self, tokens: TokenStream) -> TokenStream {
        tokens.into_iter().map(|token| self.give_back(token)).collect()
    }

    /// Whether some are where nobody gave them back: in a signature, say.
    pub(super) fn are_missed(&self) -> bool {
        self.given_back.get() != self.bodies.len()
    }

    fn body(&self, hollow: &Group) -> Option<&Group> {
        if self.bodies.is_empty() || hollow.delimiter() != Delimiter::Brace {
            return None;
        }
        match hollow.stream().into_iter().next()? {
            TokenTree::Ident(name) => {
                self.bodies.get(name.to_string().strip_prefix(BODY)?.parse::<usize>().ok()?)
            }
            _ => None,
        }
    }
}
