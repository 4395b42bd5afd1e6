//! What links to a mistaken method look like: it gets a URL all the same, so that they are no mistakes of their own. As the
//! method could not be read, its variables are guessed from its words.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FnArg, Ident, LitStr, ReturnType, Type};

use super::{argument_name, bare, cfgs};
use crate::check;
use crate::errors::nearest;
use crate::expand::types::of_method;
use crate::parse::block::{Method, own_name};
use crate::parse::defaults::Outer;

/// A handler or a mount that has no rules, because it is mistaken.
pub(crate) struct Unlinked {
    pub(crate) method: Ident,
    /// The endpoint, or the mount's name.
    pub(crate) name: String,
    /// The arguments of the URL, with the types that have to be known for their values to have one.
    pub(crate) arguments: Vec<(String, Option<Type>)>,
    /// What a mount gives; `None` for a handler.
    pub(crate) mounted: Option<Type>,
    pub(crate) cfgs: Vec<Attribute>,
}

impl Unlinked {
    /// That of a method; `None` where it has no URL, or none that could be told.
    pub(crate) fn of(method: &Method, outer: &[Outer]) -> Option<Self> {
        let ident = &method.signature.ident;
        let attributes = method.own.iter().filter(|attribute| own_name(attribute) != Some("catch"));
        let mut words = Words::default();
        for attribute in attributes {
            words.read(attribute.meta.to_token_stream());
        }
        let mounts = method.own.iter().any(|attribute| own_name(attribute) == Some("mount"));
        let (name, mounted) = if mounts {
            (bare(ident), Some(mounted(method)?))
        } else {
            let name = words.endpoint.take().unwrap_or_else(|| bare(ident));
            (check::endpoints::without_on(&name).to_owned(), None)
        };
        words.variables.retain(|name| !outer.iter().any(|outer| bare(&outer.name) == *name));
        let arguments = if mounts {
            words.variables.into_iter().map(|name| (name, None)).collect()
        } else {
            arguments(method, words)
        };
        Some(Unlinked { method: ident.clone(), name, arguments, mounted, cfgs: cfgs(method) })
    }
}

/// The type that a mount names.
fn mounted(method: &Method) -> Option<Type> {
    match &method.signature.output {
        ReturnType::Type(_, ty) if check::signature::unnamed(ty).is_none() => {
            Some(of_method(ty, &method.signature.generics))
        }
        _ => None,
    }
}

/// Those of a handler that a variable seems to be for, then the variables that none seems to take.
fn arguments(method: &Method, words: Words) -> Vec<(String, Option<Type>)> {
    let signature = &method.signature;
    let mut left = words.variables;
    let mut take = |name: &str| {
        let own = name.strip_prefix('_').unwrap_or(name);
        let at = left.iter().position(|variable| variable == name || variable == own)?;
        Some(left.remove(at))
    };
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some((argument_name(&typed.pat)?, &*typed.ty)),
        FnArg::Receiver(_) => None,
    });
    let typed: Vec<_> = typed.map(|(name, ty)| (take(&name).is_some(), name, ty)).collect();
    let mut arguments = Vec::new();
    for (is_taken, name, ty) in typed {
        let is_meant = is_taken || words.foreign.contains(&name) || {
            let near = nearest(&name, left.iter().map(String::as_str)).map(str::to_owned);
            near.is_some_and(|near| {
                left.retain(|variable| *variable != near);
                true
            })
        };
        if is_meant {
            let optional = check::variables::option(ty).is_some();
            arguments.push((name, optional.then(|| of_method(ty, &signature.generics))));
        }
    }
    arguments.extend(left.into_iter().map(|name| (name, None)));
    arguments
}

/// What the attributes of a method seem to say.
#[derive(Default)]
struct Words {
    endpoint: Option<String>,
    /// The names of variables and defaults, each once.
    variables: Vec<String>,
    /// Those of variables in the syntax of other frameworks.
    foreign: Vec<String>,
}

impl Words {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (n, token) in tokens.iter().enumerate() {
            let assigned = match tokens.get(n + 1) {
                Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => tokens.get(n + 2),
                _ => None,
            };
            match token {
                TokenTree::Ident(word) if word == "endpoint" => {
                    let text = assigned.map(|value| value.to_string());
                    self.endpoint = text
                        .map(|text| text.trim_matches('"').to_owned())
                        .filter(|text| syn::parse_str::<Ident>(text).is_ok());
                }
                TokenTree::Ident(word) if word == "defaults" => {
                    if let Some(TokenTree::Group(group)) = tokens.get(n + 1) {
                        self.defaults(group.stream());
                    }
                }
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Literal(_) => {
                    if let Ok(text) = syn::parse2::<LitStr>(token.to_token_stream()) {
                        self.text(&text.value());
                    }
                }
                _ => {}
            }
        }
    }

    fn defaults(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for pair in tokens.windows(2) {
            if let [TokenTree::Ident(name), TokenTree::Punct(punct)] = pair
                && punct.as_char() == '='
            {
                self.add(&bare(name));
            }
        }
    }

    fn text(&mut self, text: &str) {
        for variable in text.split('<').skip(1) {
            let variable = variable.split(['>', '/']).next().unwrap_or_default();
            self.add(variable.rsplit(':').next().unwrap_or_default().trim());
        }
        self.foreign.extend(check::foreign::all(text).iter().map(|found| found.name.to_owned()));
    }

    fn add(&mut self, name: &str) {
        if syn::parse_str::<Ident>(name).is_ok() && !self.variables.iter().any(|known| known == name) {
            self.variables.push(name.to_owned());
        }
    }
}
