//! What the block means: handlers with their rules and arguments, mounts and catches.

use std::cell::OnceCell;

use proc_macro2::Span;
use syn::{Attribute, Generics, Ident, Pat, ReturnType, Type};
use wegwerk_routing::conflict::View;
use wegwerk_routing::grammar::ParsedRule;
use wegwerk_routing::rule::{Part, Rule, Slot};

use crate::expand::types::of_method;
use crate::parse::allow::Allow;
use crate::parse::answers::Returns;
use crate::parse::attribute::AppOptions;
use crate::parse::block::Method;
use lock::Lock;
use served::ParsedDomain;

mod handler;
pub(crate) mod lock;
mod read;
pub(crate) mod served;
pub(crate) mod unlinked;

/// An app.
pub(crate) struct Model {
    /// The app's name, for messages.
    pub(crate) name: String,
    pub(crate) options: AppOptions,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) mounts: Vec<Mount>,
    pub(crate) catches: Vec<Catch>,
    /// Those that take requests, sorted as the table wants them.
    pub(crate) rules: Vec<RuleModel>,
    /// Those that URLs are built from, and nothing else.
    pub(crate) build_only: Vec<RuleModel>,
    /// The next rule's number.
    next: usize,
    /// The part of an app that the block is; `None` where it is the app's main block.
    pub(crate) part: Option<Ident>,
    /// The parts that the block is joined with.
    pub(crate) parts: Vec<Ident>,
    /// The block is a module: handlers are free functions.
    pub(crate) free: bool,
    /// Some attribute in the block is about what is deprecated.
    pub(crate) says_deprecated: bool,
    /// The methods that have mistakes of their own: nothing calls them.
    pub(crate) faulty: Vec<Ident>,
    /// The URLs that they are left.
    pub(crate) unlinked: Vec<unlinked::Unlinked>,
    /// Some rules conflict.
    pub(crate) conflicts: bool,
    /// What tells the block from any other, made when it is first asked for.
    pub(crate) key: OnceCell<u64>,
    /// What its lock file says.
    pub(crate) lock: Lock,
    /// What to say of attributes on what the compiler should have refused, should it not.
    pub(crate) unread: Vec<(Span, String)>,
}

/// A method that serves rules.
pub(crate) struct Handler {
    pub(crate) method: Ident,
    pub(crate) endpoint: String,
    pub(crate) number: u16,
    /// The ids of its rules, in the order in which URLs are built from them.
    pub(crate) rules: Vec<usize>,
    pub(crate) is_async: bool,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) output: ReturnType,
    /// Its documentation.
    pub(crate) docs: Vec<Attribute>,
    pub(crate) is_public: bool,
    pub(crate) is_deprecated: bool,
    /// The statuses that it says it answers with.
    pub(crate) answers: Vec<u16>,
    /// What it says it answers, where its signature does not tell.
    pub(crate) returns: Option<Returns>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// An argument of a handler, after `self`.
pub(crate) struct Argument {
    /// The name, without a leading `_`; `None` for a pattern.
    pub(crate) name: Option<String>,
    pub(crate) ty: Type,
    /// Whether it takes a variable of the rules.
    pub(crate) variable: Option<VariableArgument>,
}

impl Argument {
    /// The argument without lifetimes of its method.
    fn of_method(mut self, generics: &Generics) -> Self {
        self.ty = of_method(&self.ty, generics);
        if let Some(variable) = &mut self.variable {
            variable.optional = variable.optional.as_ref().map(|ty| of_method(ty, generics));
        }
        self
    }
}

/// How an argument takes a variable.
pub(crate) struct VariableArgument {
    /// Its place among the handler's variable arguments.
    pub(crate) slot: usize,
    /// Some rule lacks it: the type is the `T` of an `Option<T>`.
    pub(crate) optional: Option<Type>,
    /// The converters of the rules, each once.
    pub(crate) converters: Vec<Converter>,
}

/// What a variable's converter gives.
#[derive(Clone)]
pub(crate) enum Converter {
    Text,
    /// One of ours, by the name of its marker type.
    Marker(&'static str),
    /// A type by its name, and the rule that names it.
    Type(String, Span),
    /// The marker of the type of a default, and where the default is.
    Default(&'static str, Span),
    /// The type of an outer variable.
    Outer(Box<Type>),
}

impl PartialEq for Converter {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Converter::Text, Converter::Text) => true,
            (Converter::Marker(one), Converter::Marker(other)) => one == other,
            (Converter::Default(one, _), Converter::Default(other, _)) => one == other,
            // An app has one outer variable of a name.
            (Converter::Outer(_), Converter::Outer(_)) => true,
            (Converter::Type(one, _), Converter::Type(other, _)) => one == other,
            _ => false,
        }
    }
}

/// A rule with the handler that serves it.
pub(crate) struct RuleModel {
    /// What tells it from every other of the app.
    pub(crate) id: usize,
    pub(crate) literal: syn::LitStr,
    pub(crate) handler: usize,
    pub(crate) data: Rule<'static>,
    /// What its subdomain or host looks like; `None` where no rule of the app names one.
    pub(crate) domain: Option<&'static Part<'static>>,
    pub(crate) action: Action,
    /// The names of all arguments that it gives a value to, sorted.
    pub(crate) arguments: Vec<String>,
    /// The ids of the rules that it sends the client to.
    pub(crate) canonical: Vec<usize>,
    pub(crate) allow: Allow,
}

impl RuleModel {
    /// The rule as checks see it.
    pub(crate) fn view(&self) -> View<'static> {
        View::of(&self.data).at(self.domain)
    }
}

/// What is done with a request that a rule takes.
pub(crate) enum Action {
    Handle,
    Alias,
    RedirectTo(Vec<TargetPiece>),
    BuildOnly,
}

/// A piece of the address that a rule redirects to.
pub(crate) enum TargetPiece {
    Literal(String),
    Slot(Slot),
}

/// A mounted app.
pub(crate) struct Mount {
    pub(crate) method: Ident,
    pub(crate) output: Type,
    pub(crate) prefix: syn::LitStr,
    pub(crate) parsed: ParsedRule<'static>,
    pub(crate) domain: Option<ParsedDomain>,
    /// Its documentation.
    pub(crate) docs: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// A method that renders errors.
pub(crate) struct Catch {
    pub(crate) method: Ident,
    /// `None`: every error.
    pub(crate) status: Option<u16>,
    pub(crate) is_async: bool,
    /// The type of the argument that takes the error.
    pub(crate) error: Type,
    pub(crate) arguments: Vec<Type>,
    pub(crate) output: ReturnType,
    pub(crate) cfgs: Vec<Attribute>,
}

impl Model {
    /// An app that has nothing.
    pub(crate) fn empty(app: &Type, options: AppOptions) -> Self {
        Model {
            name: type_name(app),
            handlers: Vec::new(),
            mounts: Vec::new(),
            catches: Vec::new(),
            rules: Vec::new(),
            build_only: Vec::new(),
            next: 0,
            part: options.part.clone(),
            parts: options.parts.clone(),
            options,
            free: false,
            says_deprecated: false,
            faulty: Vec::new(),
            unlinked: Vec::new(),
            conflicts: false,
            key: OnceCell::new(),
            lock: Lock::None,
            unread: Vec::new(),
        }
    }
}

/// The place of a token in its file.
pub(crate) fn place(span: Span) -> wegwerk_routing::rule::Place<'static> {
    let start = span.start();
    wegwerk_routing::rule::Place {
        file: leak(&span.file()),
        line: start.line as u32,
        column: start.column as u32 + 1,
    }
}

/// Text that lives as long as the compiler.
pub(crate) fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The name of an argument as it is compared with variables; `None` for a pattern.
pub(crate) fn argument_name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident)
            if ident.mutability.is_none() && ident.by_ref.is_none() && ident.subpat.is_none() =>
        {
            Some(bare(&ident.ident))
        }
        _ => None,
    }
}

/// A name without `r#`.
pub(crate) fn bare(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

/// The words of a name in small letters: `ShopAdmin` as `shop_admin`, or with another sign between them.
pub(crate) fn separated(name: &str, by: char) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() && !words.ends_with(by) {
            words.push(by);
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// Whether a name is certainly that of a method: with a `_` in it, it is no keyword. Asking syn takes longer.
pub(crate) fn is_plain(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
        && name.contains('_')
}

/// A name as an identifier, raw where it has to be. Before what can never be one, such as `self`, stands a `_`.
pub(crate) fn identifier(text: &str, span: Span) -> Ident {
    if is_plain(text) || syn::parse_str::<Ident>(text).is_ok() {
        Ident::new(text, span)
    } else if matches!(text, "self" | "Self" | "super" | "crate" | "_") {
        Ident::new(&format!("_{text}"), span)
    } else {
        Ident::new_raw(text, span)
    }
}

/// What a method returns, without lifetimes of its own.
pub(crate) fn output(method: &Method) -> ReturnType {
    match &method.signature.output {
        ReturnType::Type(arrow, ty) => {
            ReturnType::Type(*arrow, Box::new(of_method(ty, &method.signature.generics)))
        }
        ReturnType::Default => ReturnType::Default,
    }
}

/// The documentation of a method.
pub(crate) fn docs(method: &Method) -> Vec<Attribute> {
    method.attributes.iter().filter(|a| a.path().is_ident("doc")).cloned().collect()
}

/// The conditions that a method is there on.
pub(crate) fn cfgs(method: &Method) -> Vec<Attribute> {
    method.attributes.iter().filter(|a| a.path().is_ident("cfg")).cloned().collect()
}

pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|s| bare(&s.ident)).unwrap_or_default(),
        _ => quote::quote!(#ty).to_string(),
    }
}
