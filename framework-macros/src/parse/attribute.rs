//! What `#[app]`, `#[route]` and its short forms, `#[catch]` and `#[mount]` say.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitBool, LitInt, LitStr, Meta, Token};

use crate::errors::{Errors, nearest};

/// The options of `#[app]`.
pub(crate) struct AppOptions {
    pub(crate) strict_slashes: bool,
    pub(crate) merge_slashes: bool,
    pub(crate) krate: syn::Path,
}

/// What a `#[route]` says.
pub(crate) struct Route {
    pub(crate) rule: LitStr,
    pub(crate) methods: Option<MethodList>,
    pub(crate) endpoint: Option<LitStr>,
    pub(crate) strict_slashes: Option<bool>,
    pub(crate) merge_slashes: Option<bool>,
    pub(crate) priority: i16,
}

/// The methods of a `#[route]`.
pub(crate) enum MethodList {
    Any,
    /// Standard methods as bits, and others by name.
    Some(u16, Vec<String>),
}

/// Reads the options of `#[app]`.
pub(crate) fn app_options(tokens: TokenStream, errors: &mut Errors) -> AppOptions {
    let mut options =
        AppOptions { strict_slashes: true, merge_slashes: true, krate: syn::parse_quote!(::wegwerk) };
    let mut seen = Vec::new();
    for chunk in split(tokens, errors) {
        let Some((name, value)) = errors.take(option.parse2(chunk)) else { continue };
        once(&name, &mut seen, errors);
        match name.to_string().as_str() {
            "strict_slashes" => set(&mut options.strict_slashes, errors.take(boolean(&name, value))),
            "merge_slashes" => set(&mut options.merge_slashes, errors.take(boolean(&name, value))),
            "crate" => {
                let path = text(&name, value).and_then(|text| text.parse());
                set(&mut options.krate, errors.take(path));
            }
            "redirect_defaults" | "host_matching" | "default_subdomain" | "part" | "parts" | "outer"
            | "lock" => {
                errors.on("WE404", &name, format!("the option `{name}` is not available yet"), "");
            }
            written => unknown_option(&name, written, &["strict_slashes", "merge_slashes", "crate"], errors),
        }
    }
    options
}

/// Reads a `#[route]` or one of its short forms.
pub(crate) fn route(attribute: &Attribute, name: &str, errors: &mut Errors) -> Option<Route> {
    let rule = first_literal(attribute, name, "\"/users/<id>\"", errors)?;
    let mut route = Route {
        rule: rule.0,
        methods: None,
        endpoint: None,
        strict_slashes: None,
        merge_slashes: None,
        priority: 0,
    };
    let mut seen = Vec::new();
    for chunk in rule.1 {
        let Some((option, value)) = errors.take(option.parse2(chunk)) else { continue };
        once(&option, &mut seen, errors);
        match option.to_string().as_str() {
            "methods" => route.methods = methods(&option, value, errors),
            "endpoint" => route.endpoint = errors.take(text(&option, value)),
            "strict_slashes" => route.strict_slashes = errors.take(boolean(&option, value)),
            "merge_slashes" => route.merge_slashes = errors.take(boolean(&option, value)),
            "priority" => set(&mut route.priority, errors.take(number(&option, value))),
            "defaults" | "subdomain" | "host" | "alias" | "build_only" | "redirect_to" | "websocket"
            | "blocking" | "answers" | "returns" => {
                errors.on("WE404", &option, format!("the option `{option}` is not available yet"), "");
            }
            written => {
                let known = ["methods", "endpoint", "strict_slashes", "merge_slashes", "priority"];
                unknown_option(&option, written, &known, errors);
            }
        }
    }
    if name != "route" {
        if route.methods.is_some() {
            errors.on(
                "WE405",
                attribute.path(),
                format!("`#[{name}]` says the method already, `methods` says it again"),
                "write `#[route(\"…\", methods(…))]` for several methods",
            );
        }
        let method = name.to_uppercase();
        route.methods = wegwerk_routing::method::bit(&method).map(|bit| MethodList::Some(bit, Vec::new()));
    }
    Some(route)
}

/// Reads a `#[mount]`: its prefix.
pub(crate) fn mount(attribute: &Attribute, errors: &mut Errors) -> Option<LitStr> {
    let (prefix, options) = first_literal(attribute, "mount", "\"/admin\"", errors)?;
    for chunk in options {
        let name = chunk.into_iter().next();
        errors.on("WE404", name, "a mount takes no options yet", "");
    }
    Some(prefix)
}

/// Reads a `#[catch]`: the status that it is for, or `None` for all.
pub(crate) fn catch(attribute: &Attribute, errors: &mut Errors) -> Option<Option<u16>> {
    let tokens = match &attribute.meta {
        Meta::Path(_) => return Some(None),
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(_) => TokenStream::new(),
    };
    let code = syn::parse2::<LitInt>(tokens).and_then(|literal| literal.base10_parse::<u16>());
    match code {
        Ok(code @ 400..=599) => Some(Some(code)),
        _ => {
            errors.on(
                "WE406",
                attribute,
                "`#[catch]` needs the status of an error",
                "write `#[catch(404)]`, or `#[catch]` for every error; a status is 400 to 599",
            );
            None
        }
    }
}

/// The string literal that an attribute begins with, and its options.
fn first_literal(
    attribute: &Attribute,
    name: &str,
    example: &str,
    errors: &mut Errors,
) -> Option<(LitStr, std::vec::IntoIter<TokenStream>)> {
    let Meta::List(list) = &attribute.meta else {
        errors.on(
            "WE401",
            attribute,
            format!("`#[{name}]` needs a rule"),
            format!("write `#[{name}({example})]`"),
        );
        return None;
    };
    let mut chunks = split(list.tokens.clone(), errors).into_iter();
    let first = chunks.next().unwrap_or_default();
    if first.is_empty() {
        errors.on(
            "WE401",
            attribute,
            format!("`#[{name}]` needs a rule"),
            format!("write `#[{name}({example})]`"),
        );
        return None;
    }
    match syn::parse2::<LitStr>(first.clone()) {
        Ok(literal) => Some((literal, chunks)),
        Err(_) => {
            errors.on(
                "WE401",
                &first,
                format!("`#[{name}]` needs a string literal, found `{first}`"),
                "rules are checked at compile time, so they must be written out",
            );
            None
        }
    }
}

/// The tokens between top-level commas; nothing after a trailing one.
fn split(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
    let mut chunks = vec![TokenStream::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                if chunks.last().is_some_and(TokenStream::is_empty) {
                    errors.on("WE402", punct, "nothing stands before this comma", "remove it");
                } else {
                    chunks.push(TokenStream::new());
                }
            }
            token => {
                if let Some(last) = chunks.last_mut() {
                    last.extend([token]);
                }
            }
        }
    }
    if chunks.last().is_some_and(TokenStream::is_empty) {
        chunks.pop();
    }
    chunks
}

/// `name`, `name = value` or `name(value)`, the value as tokens.
fn option(input: ParseStream<'_>) -> syn::Result<(Ident, Value)> {
    let name: Ident = input.call(syn::ext::IdentExt::parse_any)?;
    let value = if input.is_empty() {
        Value::None
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Value::Assigned(input.parse()?)
    } else {
        let group: proc_macro2::Group = input.parse()?;
        if !input.is_empty() {
            return Err(input.error("expected `,`"));
        }
        Value::List(group.stream())
    };
    Ok((name, value))
}

enum Value {
    None,
    Assigned(TokenStream),
    List(TokenStream),
}

fn assigned<T: Parse>(name: &Ident, value: Value, example: &str) -> syn::Result<T> {
    let (span, parsed) = match value {
        Value::Assigned(tokens) => (tokens.span(), syn::parse2(tokens).ok()),
        Value::List(tokens) => (tokens.span(), None),
        Value::None => (name.span(), None),
    };
    parsed.ok_or_else(|| wrong_value(span, &format!("write `{name} = {example}`")))
}

fn wrong_value(span: Span, help: &str) -> syn::Error {
    syn::Error::new(span, crate::errors::text("WE403", &"the value of the option does not fit", &help))
}

fn boolean(name: &Ident, value: Value) -> syn::Result<bool> {
    assigned::<LitBool>(name, value, "true` or `false").map(|literal| literal.value)
}

fn text(name: &Ident, value: Value) -> syn::Result<LitStr> {
    assigned(name, value, "\"…\"")
}

fn number(name: &Ident, value: Value) -> syn::Result<i16> {
    struct Signed(i16);
    impl Parse for Signed {
        fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
            let minus: Option<Token![-]> = input.parse()?;
            let literal: LitInt = input.parse()?;
            let sign = if minus.is_some() { "-" } else { "" };
            let number = format!("{sign}{}", literal.base10_digits()).parse();
            number.map(Signed).map_err(|_| input.error("out of range"))
        }
    }
    let Signed(number) = assigned(name, value, "1").map_err(|error| {
        wrong_value(error.span(), &format!("write `{name} = 1`: a whole number, -32768 to 32767"))
    })?;
    Ok(number)
}

fn methods(name: &Ident, value: Value, errors: &mut Errors) -> Option<MethodList> {
    let Value::List(tokens) = value else {
        errors.on("WE405", name, "`methods` needs a list", "write `methods(GET, POST)`");
        return None;
    };
    let (mut bits, mut extra, mut any) = (0, Vec::new(), None);
    let written = split(tokens, errors);
    let count = written.len();
    for method in written {
        let text = match (syn::parse2::<Ident>(method.clone()), syn::parse2::<LitStr>(method.clone())) {
            (Ok(ident), _) => ident.to_string(),
            (_, Ok(literal)) if is_token(&literal.value()) => literal.value(),
            _ => {
                let help = "write `methods(GET, POST)`, a method of your own in quotes: `\"PURGE\"`";
                errors.on("WE405", &method, format!("`{method}` is no HTTP method"), help);
                continue;
            }
        };
        if text == "ANY" {
            any = Some(method);
            continue;
        }
        let repeated = match wegwerk_routing::method::bit(&text) {
            Some(bit) => {
                let repeated = bits & bit != 0;
                bits |= bit;
                repeated
            }
            None if syn::parse2::<LitStr>(method.clone()).is_ok() => {
                let repeated = extra.contains(&text);
                extra.push(text.clone());
                repeated
            }
            None => {
                let known = wegwerk_routing::method::STANDARD.into_iter().chain(["ANY"]);
                let help = match nearest(&text, known) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("write a method of your own in quotes: `\"{text}\"`"),
                };
                errors.on("WE405", &method, format!("unknown HTTP method `{text}` in `methods`"), help);
                continue;
            }
        };
        if repeated {
            errors.on(
                "WE405",
                &method,
                format!("the method `{text}` stands twice in `methods`"),
                "remove one of them",
            );
        }
    }
    match any {
        Some(any) if count > 1 => {
            let help = "write `methods(ANY)` for every method, or leave out `ANY`";
            errors.on("WE405", &any, "`ANY` is every method: no other can stand beside it", help);
            None
        }
        Some(_) => Some(MethodList::Any),
        None if count == 0 => {
            let help = "write `methods(GET)`, or `methods(ANY)` for every method";
            errors.on("WE405", name, "a rule without methods never matches", help);
            None
        }
        None => Some(MethodList::Some(bits, extra)),
    }
}

/// Whether the text is a token (RFC 9110, 5.6.2), as a method has to be.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Reports an option that stood before in the same attribute.
fn once(name: &Ident, seen: &mut Vec<Ident>, errors: &mut Errors) {
    if seen.contains(name) {
        errors.on("WE402", name, format!("the option `{name}` stands twice"), "remove one of them");
    }
    seen.push(name.clone());
}

fn unknown_option(name: &Ident, written: &str, known: &[&str], errors: &mut Errors) {
    let help = match nearest(written, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known: {}", known.join(", ")),
    };
    errors.on("WE402", name, format!("unknown option `{written}`"), help);
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
