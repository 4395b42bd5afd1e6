//! The `impl` block under `#[app]`: signatures are parsed, bodies stay opaque, and what cannot be parsed is
//! passed on as it is, so that the compiler says what is wrong with it and editors keep working.

use super::hollow::{Bodies, hollow};
use super::{groups, recovery};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Generics, Ident, Path, Signature, Token, Type, Visibility};

/// An inherent `impl` block, or a module of free functions.
pub(crate) struct Block {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) generics: Generics,
    pub(crate) app: Type,
    /// The `#![…]` at the beginning of the block.
    pub(crate) inner: Vec<Attribute>,
    pub(crate) items: Vec<Item>,
    head: Head,
    body: Group,
}

/// What stands before the items.
enum Head {
    Impl(Token![impl]),
    Module(Visibility, Token![mod], Ident),
}

/// An item of the block.
pub(crate) enum Item {
    /// A function.
    Method(Box<Method>),
    /// Anything else.
    Other(Other),
}

/// An item that is no method, or none that can be read.
pub(crate) struct Other {
    tokens: TokenStream,
    /// The paths of our attributes, which are taken off.
    pub(crate) own: Vec<Path>,
    /// The compiler says by itself what is wrong with it.
    pub(crate) is_refused: bool,
}

/// A function, its body unparsed.
pub(crate) struct Method {
    /// Attributes that are not ours.
    pub(crate) attributes: Vec<Attribute>,
    /// Our attributes: `#[route]` and its like.
    pub(crate) own: Vec<Attribute>,
    /// What only begins as an attribute.
    half: TokenStream,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    body: TokenTree,
}

/// The attributes that `#[app]` takes off the methods.
pub(crate) const OWN: [&str; 8] = ["route", "get", "post", "put", "patch", "delete", "catch", "mount"];

/// The name of one of our attributes, if `attribute` is one.
pub(crate) fn own_name(attribute: &Attribute) -> Option<&'static str> {
    let last = attribute.path().segments.last()?;
    OWN.into_iter().find(|name| last.ident == name)
}

impl Block {
    /// Reads a block. What is in its braces is read on its own, and not first as a part of the whole.
    pub(crate) fn read(item: TokenStream) -> syn::Result<Self> {
        let (hollow, bodies) = hollow(item.clone());
        let block = (|input: ParseStream<'_>| Block::parse(input, &bodies)).parse2(hollow);
        match block {
            Ok(_) if bodies.are_missed() => {
                (|input: ParseStream<'_>| Block::parse(input, &Bodies::none())).parse2(item)
            }
            block => block,
        }
    }

    fn parse(input: ParseStream<'_>, bodies: &Bodies) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if input.fork().parse::<Visibility>().is_ok() {
            let ahead = input.fork();
            ahead.parse::<Visibility>()?;
            if ahead.peek(Token![mod]) {
                return Block::parse_module(attributes, input, bodies);
            }
        }
        if !input.peek(Token![impl]) {
            return Err(input.error(
                "[WE408] `#[app]` stands on an `impl` block\nhelp: write `#[app] impl MyApp { … }` with a `#[route]` on each handler",
            ));
        }
        let impl_token = input.parse()?;
        let mut generics: Generics = if input.peek(Token![<]) { input.parse()? } else { Generics::default() };
        let mut app: Type = input.parse()?;
        if input.peek(Token![for]) {
            return Err(input.error(
                "[WE408] `#[app]` stands on an inherent `impl` block, not on the implementation of a trait\nhelp: write `impl MyApp { … }`",
            ));
        }
        generics.where_clause = input.parse()?;
        groups::of_type(&mut app);
        groups::of_generics(&mut generics);
        if !matches!(app, Type::Path(_)) {
            return Err(syn::Error::new_spanned(
                app,
                "[WE408] `#[app]` stands on the `impl` block of a struct or an enum\nhelp: write `#[app] impl MyApp { … }`",
            ));
        }
        let body = bodies.group(input.parse()?);
        if body.delimiter() != Delimiter::Brace {
            return Err(syn::Error::new(body.span(), "expected the `{ … }` of the `impl` block"));
        }
        let (inner, items) = items_of(&body)?;
        Ok(Block { attributes, generics, app, inner, items, head: Head::Impl(impl_token), body })
    }
}

impl Block {
    fn parse_module(
        attributes: Vec<Attribute>,
        input: ParseStream<'_>,
        bodies: &Bodies,
    ) -> syn::Result<Self> {
        let visibility = input.parse()?;
        let mod_token = input.parse()?;
        let name: Ident = input.parse()?;
        if input.peek(Token![;]) {
            return Err(input.error(
                "[WE408] `#[app]` stands on a module that is written out\nhelp: a file of its own is out of its sight: write `#[app] mod web { … }`, or put `#[app]` on an `impl` block in the file",
            ));
        }
        let body = bodies.group(input.parse()?);
        if body.delimiter() != Delimiter::Brace {
            return Err(syn::Error::new(body.span(), "expected the `{ … }` of the module"));
        }
        let (inner, items) = items_of(&body)?;
        let app = Ident::new("App", proc_macro2::Span::call_site().located_at(name.span()));
        let (generics, head) = (Generics::default(), Head::Module(visibility, mod_token, name));
        Ok(Block { attributes, generics, app: syn::parse_quote!(#app), inner, items, head, body })
    }

    /// The name of the module, where the block is one: its handlers are free functions.
    pub(crate) fn module(&self) -> Option<&Ident> {
        match &self.head {
            Head::Module(_, _, name) => Some(name),
            Head::Impl(_) => None,
        }
    }

    /// The block with `generated` beside what was written, where it can see it. What the compiler refuses stands in
    /// blocks of their own, or behind all: it takes along what follows it.
    pub(crate) fn with(&self, generated: TokenStream) -> TokenStream {
        let Block { attributes, generics, app, inner, items, head, body } = self;
        let group = |tokens| {
            let mut group = Group::new(Delimiter::Brace, tokens);
            // Not the whole block: an edit within it would be one of all its methods, as the compiler counts.
            group.set_span(body.span_open());
            group
        };
        let broken = items.iter().filter_map(|item| match item {
            Item::Other(other) if other.is_refused => Some(recovery::ended(other.tokens.clone())),
            Item::Method(method) if !method.half.is_empty() => Some(method.half.clone()),
            _ => None,
        });
        let broken: Vec<TokenStream> = broken.collect();
        let items = items.iter().filter(|item| !matches!(item, Item::Other(other) if other.is_refused));
        let items = quote!(#(#inner)* #(#items)*);
        match head {
            Head::Impl(impl_token) => {
                let (parameters, where_clause) = (generics.params.to_token_stream(), &generics.where_clause);
                let parameters = generics.lt_token.is_some().then(|| quote!(<#parameters>));
                let (group, broken) = (group(items), broken.into_iter().map(group));
                let head = quote!(#impl_token #parameters #app #where_clause);
                quote!(#(#attributes)* #head #group #(#head #broken)* #generated)
            }
            Head::Module(visibility, mod_token, name) => {
                let doc = format!("The app of the module `{name}`.");
                let group = group(quote! {
                    #items
                    #[doc = #doc]
                    #[derive(Clone, Copy, Debug, Default)]
                    pub struct #app;
                    #generated
                    #(#broken)*
                });
                quote!(#(#attributes)* #visibility #mod_token #name #group)
            }
        }
    }
}

type Items = (Vec<Attribute>, Vec<Item>);

fn items_of(body: &Group) -> syn::Result<Items> {
    let tokens = recovery::closed(body.stream());
    let (hollow, bodies) = hollow(tokens.clone());
    let items = parse_items(&bodies).parse2(hollow)?;
    if bodies.are_missed() { parse_items(&Bodies::none()).parse2(tokens) } else { Ok(items) }
}

fn parse_items(bodies: &Bodies) -> impl Fn(ParseStream<'_>) -> syn::Result<Items> {
    |input| read_items(input, bodies)
}

fn read_items(input: ParseStream<'_>, bodies: &Bodies) -> syn::Result<Items> {
    let inner = input.call(Attribute::parse_inner)?;
    let mut items = Vec::new();
    while !input.is_empty() {
        let ahead = input.fork();
        match ahead.parse::<Method>() {
            Ok(mut method) => {
                method.body = bodies.give_back(method.body);
                syn::parse::discouraged::Speculative::advance_to(input, &ahead);
                items.push(Item::Method(Box::new(method)));
            }
            Err(_) => items.push(Item::Other(other(bodies.give_all_back(recovery::next_item(input)?)))),
        }
    }
    Ok((inner, items))
}

/// An item that is no method. Ours are taken off, and told of: nothing vanishes. The call of a macro is left as it
/// is, because what it is given need not be what it becomes.
fn other(tokens: TokenStream) -> Other {
    if matches!(syn::parse2(tokens.clone()), Ok(syn::ImplItem::Macro(call)) if call.attrs.iter().all(|a| own_name(a).is_none()))
    {
        return Other { tokens, own: Vec::new(), is_refused: false };
    }
    let (tokens, own) = without_own_attributes(tokens);
    let is_refused = recovery::is_refused(&tokens);
    Other { tokens, own, is_refused }
}

/// Takes our attributes off tokens that could not be parsed: the rest, and the paths of ours.
pub(crate) fn without_own_attributes(tokens: TokenStream) -> (TokenStream, Vec<Path>) {
    let mut own = Vec::new();
    let tokens = strip(tokens, &mut own);
    (tokens, own)
}

fn strip(tokens: TokenStream, own: &mut Vec<Path>) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Bracket
            && matches!(kept.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
            && let Some(path) = own_path(group.stream())
        {
            own.push(path);
            kept.pop();
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let mut inner = Group::new(Delimiter::Brace, strip(group.stream(), own));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            token => token,
        });
    }
    kept.into_iter().collect()
}

/// The path of an attribute that is ours.
fn own_path(attribute: TokenStream) -> Option<Path> {
    let path = |input: ParseStream<'_>| {
        let path = input.call(Path::parse_mod_style)?;
        input.parse::<TokenStream>()?;
        Ok(path)
    };
    let path = path.parse2(attribute).ok()?;
    let is_own = path.segments.last().is_some_and(|last| OWN.into_iter().any(|own| last.ident == own));
    is_own.then_some(path)
}

impl Block {
    /// Keeps the compiler from calling these methods unused.
    pub(crate) fn allow_unused(&mut self, methods: &[Ident]) {
        for item in &mut self.items {
            if let Item::Method(method) = item
                && methods.contains(&method.signature.ident)
            {
                method.attributes.push(syn::parse_quote!(#[allow(dead_code)]));
            }
        }
    }
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (all, half) = input.call(recovery::attributes)?;
        let (own, attributes) = all.into_iter().partition(|a| own_name(a).is_some());
        let visibility = input.parse()?;
        let mut signature = input.parse()?;
        groups::of_signature(&mut signature);
        let body: TokenTree = input.parse()?;
        match &body {
            TokenTree::Group(group) if is_braces(group) => {}
            other if recovery::stands_for_code(other) => {}
            other => return Err(syn::Error::new(other.span(), "expected the body of the function")),
        }
        Ok(Method { attributes, own, half, visibility, signature, body })
    }
}

/// Whether a group is a `{ … }`, perhaps handed on by a macro as `$body:block`.
fn is_braces(group: &Group) -> bool {
    let mut inner = group.stream().into_iter();
    match (group.delimiter(), inner.next(), inner.next()) {
        (Delimiter::Brace, ..) => true,
        (Delimiter::None, Some(TokenTree::Group(inner)), None) => is_braces(&inner),
        _ => false,
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Item::Method(method) => method.to_tokens(tokens),
            Item::Other(other) => other.tokens.to_tokens(tokens),
        }
    }
}

impl Method {
    /// Puts statements before those of the body, and says whether it could.
    pub(crate) fn begin_with(&mut self, statements: TokenStream) -> bool {
        let TokenTree::Group(group) = &self.body else { return false };
        let body = group.stream();
        let mut first = body.clone().into_iter().map(|token| token.to_string());
        let has_attributes = first.next().as_deref() == Some("#") && first.next().as_deref() == Some("!");
        if group.delimiter() != Delimiter::Brace || has_attributes {
            return false;
        }
        let mut whole = Group::new(Delimiter::Brace, quote!(#statements #body));
        whole.set_span(group.span());
        self.body = TokenTree::Group(whole);
        true
    }
}

impl ToTokens for Method {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Method { attributes, visibility, signature, body, .. } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #signature #body));
    }
}
