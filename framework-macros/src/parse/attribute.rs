//! What `#[app]`, `#[route]` and its short forms, `#[catch]` and `#[mount]` say.

use proc_macro2::TokenStream;
use syn::{Attribute, Ident, LitInt, LitStr, Meta};

use super::allow::Allow;
use super::answers::{self, Returns};
use super::defaults::{self, Default as DefaultValue, Outer};
use super::lenient::{self, truth};

use super::methods::{self, MethodList};
use super::options::{self, Value, boolean, flag, number, once, set, split, text, unknown_option};
use super::outer;
use crate::errors::Errors;

/// The options of `#[app]`.
pub(crate) struct AppOptions {
    pub(crate) strict_slashes: bool,
    pub(crate) merge_slashes: bool,
    pub(crate) redirect_defaults: bool,
    pub(crate) host_matching: bool,
    /// Whether it is can only be guessed: that was told.
    pub(crate) is_host_unknown: bool,
    pub(crate) default_subdomain: Option<LitStr>,
    /// The subdomain or host of rules that name none.
    pub(crate) domain: Option<DomainText>,
    pub(crate) outer: Vec<Outer>,
    /// The block is this part of an app whose main block is elsewhere.
    pub(crate) part: Option<Ident>,
    /// It is some part, but which could not be read: that was told.
    pub(crate) is_part_unknown: bool,
    /// The parts that the block is joined with.
    pub(crate) parts: Vec<Ident>,
    /// Where our crate is.
    pub(crate) krate_path: syn::Path,
    /// The same in what is generated, which imports it once: where it is not found, that is told of the import alone.
    pub(crate) krate: syn::Path,
    pub(crate) allow: Allow,
    /// The file that holds the routes that clients rely on.
    pub(crate) lock: Option<LitStr>,
}

/// What a `#[route]` says.
pub(crate) struct Route {
    pub(crate) rule: LitStr,
    pub(crate) methods: Option<MethodList>,
    pub(crate) endpoint: Option<LitStr>,
    pub(crate) strict_slashes: Option<bool>,
    pub(crate) merge_slashes: Option<bool>,
    pub(crate) priority: i16,
    pub(crate) domain: Option<DomainText>,
    pub(crate) defaults: Vec<DefaultValue>,
    pub(crate) websocket: bool,
    pub(crate) alias: Option<Ident>,
    pub(crate) build_only: bool,
    pub(crate) redirect_to: Option<LitStr>,
    pub(crate) blocking: Option<Ident>,
    /// The statuses that the handler answers with.
    pub(crate) answers: Vec<u16>,
    /// What it answers, where its signature does not tell.
    pub(crate) returns: Option<Returns>,
    pub(crate) allow: Allow,
}

/// A `subdomain = "…"` or a `host = "…"`.
#[derive(Clone)]
pub(crate) struct DomainText {
    pub(crate) text: LitStr,
    pub(crate) host: bool,
}

/// What a `#[mount]` says.
pub(crate) struct MountOptions {
    pub(crate) prefix: LitStr,
    pub(crate) domain: Option<DomainText>,
    pub(crate) allow: Allow,
}

const APP_OPTIONS: [&str; 13] = [
    "strict_slashes",
    "merge_slashes",
    "redirect_defaults",
    "host_matching",
    "default_subdomain",
    "subdomain",
    "host",
    "outer",
    "part",
    "parts",
    "lock",
    "crate",
    "allow",
];

const ROUTE_OPTIONS: [&str; 16] = [
    "methods",
    "endpoint",
    "defaults",
    "strict_slashes",
    "merge_slashes",
    "subdomain",
    "host",
    "alias",
    "build_only",
    "redirect_to",
    "websocket",
    "blocking",
    "priority",
    "answers",
    "returns",
    "allow",
];

impl AppOptions {
    fn new() -> Self {
        AppOptions {
            strict_slashes: true,
            merge_slashes: true,
            redirect_defaults: true,
            host_matching: false,
            is_host_unknown: false,
            default_subdomain: None,
            domain: None,
            outer: Vec::new(),
            part: None,
            is_part_unknown: false,
            parts: Vec::new(),
            krate_path: syn::parse_quote!(::wegwerk),
            krate: syn::parse_quote!(wegwerk_private::krate),
            allow: Allow::default(),
            lock: None,
        }
    }
}

/// Reads the options of `#[app]`.
pub(crate) fn app_options(tokens: TokenStream, errors: &mut Errors) -> AppOptions {
    let mut options = AppOptions::new();
    let mut seen = Vec::new();
    for chunk in split(tokens, errors) {
        let Some((name, value, is_told)) = lenient::read(chunk, errors) else { continue };
        let mut told = Errors::default();
        let errors = if is_told { &mut told } else { &mut *errors };
        once(&name, &mut seen, errors);
        let mut yes = |value| lenient::take(value, |value| boolean(&name, value), truth, errors);
        match name.to_string().as_str() {
            "strict_slashes" => set(&mut options.strict_slashes, yes(value)),
            "merge_slashes" => set(&mut options.merge_slashes, yes(value)),
            "redirect_defaults" => set(&mut options.redirect_defaults, yes(value)),
            "host_matching" => {
                let before = errors.count();
                let read = lenient::take(value, |value| flag(&name, value), truth, errors);
                options.host_matching = read.unwrap_or(true);
                options.is_host_unknown = is_told || errors.count() > before;
            }
            "default_subdomain" => options.default_subdomain = lenient_text(&name, value, errors),
            "subdomain" | "host" => {
                let text = lenient_text(&name, value, errors);
                domain(&mut options.domain, &name, text, errors);
            }
            "outer" => options.outer = outer::outer(&name, value, errors),
            "part" => match lenient::take(value, |value| word(&name, value), lenient::word, errors) {
                Some(part) => options.part = Some(part),
                None => options.is_part_unknown = true,
            },
            "parts" => options.parts = words(&name, value, errors),
            "crate" => {
                if let Some(text) = lenient_text(&name, value, errors) {
                    set(&mut options.krate_path, krate(&text, errors));
                }
            }
            "allow" => options.allow = Allow::read(&name, value, errors),
            "lock" => options.lock = lenient_text(&name, value, errors),
            written => unknown_option(&name, written, &APP_OPTIONS, errors),
        }
    }
    options
}

/// Reads a `#[route]` or one of its short forms.
pub(crate) fn route(attribute: &Attribute, name: &str, errors: &mut Errors) -> Option<Route> {
    let (rule, chunks) = first_literal(attribute, name, "\"/users/<id>\"", errors)?;
    let mut route = Route {
        rule,
        methods: None,
        endpoint: None,
        strict_slashes: None,
        merge_slashes: None,
        priority: 0,
        domain: None,
        defaults: Vec::new(),
        websocket: false,
        alias: None,
        build_only: false,
        redirect_to: None,
        blocking: None,
        answers: Vec::new(),
        returns: None,
        allow: Allow::default(),
    };
    let mut seen = Vec::new();
    for chunk in chunks {
        let Some((option, value)) = options::read(chunk, errors) else { continue };
        once(&option, &mut seen, errors);
        match option.to_string().as_str() {
            "methods" => route.methods = methods::methods(&option, value, errors),
            "endpoint" => route.endpoint = errors.take(text(&option, value)),
            "strict_slashes" => route.strict_slashes = errors.take(boolean(&option, value)),
            "merge_slashes" => route.merge_slashes = errors.take(boolean(&option, value)),
            "priority" => set(&mut route.priority, errors.take(number(&option, value))),
            "defaults" => route.defaults = defaults::defaults(&option, value, errors),
            "subdomain" | "host" => {
                let text = errors.take(text(&option, value));
                domain(&mut route.domain, &option, text, errors);
            }
            "alias" => {
                route.alias = errors.take(flag(&option, value)).filter(|alias| *alias).map(|_| option);
            }
            "build_only" => set(&mut route.build_only, errors.take(flag(&option, value))),
            "websocket" => set(&mut route.websocket, errors.take(flag(&option, value))),
            "redirect_to" => route.redirect_to = errors.take(text(&option, value)),
            "blocking" => {
                route.blocking =
                    errors.take(flag(&option, value)).filter(|blocking| *blocking).map(|_| option);
            }
            "allow" => route.allow = Allow::read(&option, value, errors),
            "answers" => route.answers = answers::answers(&option, value, errors),
            "returns" => route.returns = answers::returns(&option, value, errors),
            written => unknown_option(&option, written, &ROUTE_OPTIONS, errors),
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

/// Reads a `#[mount]`: its prefix, and where it is.
pub(crate) fn mount(attribute: &Attribute, errors: &mut Errors) -> Option<MountOptions> {
    let (prefix, chunks) = first_literal(attribute, "mount", "\"/admin\"", errors)?;
    let mut mount = MountOptions { prefix, domain: None, allow: Allow::default() };
    let mut seen = Vec::new();
    for chunk in chunks {
        let Some((name, value)) = options::read(chunk, errors) else { continue };
        once(&name, &mut seen, errors);
        match name.to_string().as_str() {
            "subdomain" | "host" => {
                let text = errors.take(text(&name, value));
                domain(&mut mount.domain, &name, text, errors);
            }
            "allow" => mount.allow = Allow::read(&name, value, errors),
            written => unknown_option(&name, written, &["subdomain", "host", "allow"], errors),
        }
    }
    Some(mount)
}

/// Reads a `subdomain` or a `host`: there is one of them.
fn domain(place: &mut Option<DomainText>, name: &Ident, text: Option<LitStr>, errors: &mut Errors) {
    let Some(text) = text else { return };
    if place.is_some() {
        let help = "with `host_matching` a rule has a `host`, without it a `subdomain`";
        errors.on("WE336", name, "`subdomain` and `host` cannot stand together", help);
        return;
    }
    *place = Some(DomainText { text, host: name == "host" });
}

/// The path of our crate.
pub(crate) fn krate(text: &LitStr, errors: &mut Errors) -> Option<syn::Path> {
    let path = text.parse().ok();
    if path.is_none() {
        let message = format!("`{}` is no path of a crate", text.value());
        errors.on("WE403", text, message, "write `crate = \"my_crate::wegwerk\"`");
    }
    path
}

/// A text, or what seems to be one.
fn lenient_text(name: &Ident, value: Value, errors: &mut Errors) -> Option<LitStr> {
    lenient::take(value, |value| text(name, value), lenient::text, errors)
}

/// The name of a part: `part = admin`.
fn word(name: &Ident, value: Value) -> syn::Result<Ident> {
    super::options::assigned(name, value, "admin")
}

/// The names of parts: `parts(admin, api)`.
fn words(name: &Ident, value: Value, errors: &mut Errors) -> Vec<Ident> {
    let tokens = value.tokens();
    let mut told = Errors::default();
    let errors = match value {
        Value::List(_) => errors,
        _ => {
            errors.on("WE403", name, "`parts` needs a list", "write `parts(admin, api)`");
            &mut told
        }
    };
    let mut words: Vec<Ident> = Vec::new();
    for chunk in split(tokens, errors) {
        let Ok(word) = syn::parse2::<Ident>(chunk.clone()) else {
            errors.on(
                "WE403",
                &chunk,
                format!("`{chunk}` is no name of a part"),
                "write `parts(admin, api)`",
            );
            words.extend(syn::parse2::<LitStr>(chunk).and_then(|text| text.parse::<Ident>()).ok());
            continue;
        };
        if words.contains(&word) {
            errors.on("WE402", &word, format!("the part `{word}` stands twice"), "remove one of them");
            continue;
        }
        words.push(word);
    }
    words
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
