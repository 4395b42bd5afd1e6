//! Code that is being written: what of a block can still be read when an item of it, or an attribute, is half there.
//! All of it is passed on, so that the compiler says what is wrong and editors go on in the rest.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, ImplItem, Item, Signature, Token};

use super::block::Method;

/// Whether rust-analyzer took away code that it could not read, such as a body with `let = ;`, and gave this name for
/// it: it puts the code back in what comes out.
pub(super) fn stands_for_code(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "__ra_fixup")
}

/// The attributes of a method, and what only begins as one: a lone `#`, or `#[]`.
pub(super) fn attributes(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, TokenStream)> {
    let (mut read, mut half) = (Vec::new(), TokenStream::new());
    while input.peek(Token![#]) && !input.peek2(Token![!]) {
        let mut tokens = input.parse::<Token![#]>()?.into_token_stream();
        if input.peek(syn::token::Bracket) {
            tokens.extend([input.parse::<TokenTree>()?]);
        }
        match Attribute::parse_outer.parse2(tokens.clone()) {
            Ok(attributes) => read.extend(attributes),
            Err(_) => half.extend(tokens),
        }
    }
    Ok((read, half))
}

/// The tokens of the next item, which is no method: as far as it can be read, or else up to a `;`, a `{ … }` or the
/// next method.
pub(super) fn next_item(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if let Some(tokens) = whole::<ImplItem>(input)? {
        return Ok(tokens);
    }
    if let Some(tokens) = whole::<Item>(input)? {
        return Ok(tokens);
    }
    let mut tokens = Vec::new();
    while !input.is_empty() && (tokens.is_empty() || !starts_method(input)) {
        let token: TokenTree = input.parse()?;
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !input.peek(Token![;]),
            token => stands_for_code(token),
        };
        tokens.push(token);
        if ends {
            break;
        }
    }
    Ok(tokens.into_iter().collect())
}

/// The tokens of a `T`, where one comes next.
fn whole<T: Parse>(input: ParseStream<'_>) -> syn::Result<Option<TokenStream>> {
    let ahead = input.fork();
    if ahead.parse::<T>().is_err() {
        return Ok(None);
    }
    let mut tokens = TokenStream::new();
    while input.cursor() != ahead.cursor() {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(Some(tokens))
}

fn starts_method(input: ParseStream<'_>) -> bool {
    let may = input.peek(Token![#])
        || input.peek(Token![pub])
        || input.peek(Token![const])
        || input.peek(Token![async])
        || input.peek(Token![unsafe])
        || input.peek(Token![extern])
        || input.peek(Token![fn]);
    may && input.fork().parse::<Method>().is_ok()
}

/// Whether the compiler certainly refuses an item by itself, or so it seems: it cannot be read, or is a method
/// without a body. What comes out of a `macro_rules!` may look to it as it does not look here.
pub(super) fn is_refused(item: &TokenStream) -> bool {
    let bodiless = |input: ParseStream<'_>| {
        attributes(input)?;
        input.parse::<syn::Visibility>()?;
        input.parse::<Signature>()?;
        input.parse::<Token![;]>()
    };
    let is_read = syn::parse2::<ImplItem>(item.clone()).is_ok() || syn::parse2::<Item>(item.clone()).is_ok();
    !has_hidden_group(item) && (!is_read || bodiless.parse2(item.clone()).is_ok())
}

fn has_hidden_group(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::None || has_hidden_group(&group.stream()),
        _ => false,
    })
}

/// A method that breaks off before its body, with one: the compiler misses nothing more than it did before. Anything
/// else as it is.
pub(super) fn ended(item: TokenStream) -> TokenStream {
    let is_method =
        item.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "fn"));
    let ends = match item.clone().into_iter().last() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == ';',
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        Some(token) => stands_for_code(&token),
        None => false,
    };
    if is_method && !ends { quote!(#item { loop {} }) } else { item }
}

/// The items of a block, where its last attribute was not closed: editors then give it all that follows. No item
/// comes after such an attribute, which the compiler refuses.
pub(super) fn closed(items: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = items.clone().into_iter().collect();
    let [.., TokenTree::Punct(hash), TokenTree::Group(attribute)] = &tokens[..] else { return items };
    if hash.as_char() != '#' || attribute.delimiter() != Delimiter::Bracket {
        return items;
    }
    let Some((attribute, rest)) = cut(attribute) else { return items };
    tokens.pop();
    tokens.push(TokenTree::Group(attribute));
    let mut items: TokenStream = tokens.into_iter().collect();
    items.extend(closed(rest));
    items
}

/// An attribute without the methods in it, and those; `None` where there are none.
fn cut(group: &Group) -> Option<(Group, TokenStream)> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let begins = |n: &usize| {
        let read = |input: ParseStream<'_>| {
            let starts = starts_method(input);
            input.parse::<TokenStream>()?;
            Ok(starts)
        };
        read.parse2(tokens[*n..].iter().cloned().collect()).unwrap_or(false)
    };
    let (kept, rest) = match (0..tokens.len()).find(begins) {
        Some(n) => (tokens[..n].iter().cloned().collect(), tokens[n..].iter().cloned().collect()),
        None => {
            let (last, before) = tokens.split_last()?;
            let TokenTree::Group(last) = last else { return None };
            let (last, rest) = cut(last)?;
            let mut kept: TokenStream = before.iter().cloned().collect();
            kept.extend([TokenTree::Group(last)]);
            (kept, rest)
        }
    };
    let mut attribute = Group::new(group.delimiter(), kept);
    attribute.set_span(group.span());
    Some((attribute, rest))
}
