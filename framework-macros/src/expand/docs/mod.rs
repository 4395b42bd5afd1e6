//! What rustdoc shows of an app: the table of its routes on its page, and on each handler and each method of its URLs a
//! section that says all about the route. It is made of the same data as the table, and only where docs are made.

mod aliases;
mod arguments;
mod blocks;
mod examples;
mod extractors;
pub(crate) mod failures;
mod html;
mod known;
mod page;
mod route;
mod statuses;
pub(crate) mod text;
mod variables;
mod written;

use std::path::Path;
use std::sync::OnceLock;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Generics, Meta, Type};

use crate::model::{Handler, Model, Mount, RuleModel, bare, cfgs};
use crate::parse::block::{Block, Item};
use examples::Examples;

/// What the code is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A compiler: nobody reads docs, and making them takes time.
    Compiler,
    /// An editor, which shows what was written.
    Editor,
    /// rustdoc, or a program that is not known.
    Docs,
}

impl Reader {
    /// What the program that this macro runs in is, by its name.
    fn of(program: Option<&Path>) -> Self {
        match program.and_then(Path::file_stem).and_then(|stem| stem.to_str()) {
            Some("rustc" | "clippy-driver") => Reader::Compiler,
            Some(name) if name.starts_with("rust-analyzer") => Reader::Editor,
            _ => Reader::Docs,
        }
    }

    fn get() -> Self {
        // What the tests here expand is what an editor has before it.
        if cfg!(test) {
            return Reader::Editor;
        }
        static READER: OnceLock<Reader> = OnceLock::new();
        *READER.get_or_init(|| Reader::of(std::env::current_exe().ok().as_deref()))
    }
}

/// Whether the docs show what is private too: cargo asks for that where it documents a program.
fn show_private() -> bool {
    static SHOWN: OnceLock<bool> = OnceLock::new();
    *SHOWN.get_or_init(|| std::env::args_os().any(|argument| argument == "--document-private-items"))
}

/// Whether the docs show the method itself.
fn is_shown(handler: &Handler) -> bool {
    handler.is_public || show_private()
}

/// The item as it is read: where docs are made of it, its doc comments are as they are meant.
pub(crate) fn item(item: TokenStream) -> TokenStream {
    if Reader::get() == Reader::Docs { blocks::unstarred(item) } else { item }
}

/// The docs of an app.
pub(crate) struct Docs(Option<Examples>);

impl Docs {
    /// Those of what is no app.
    pub(crate) fn none() -> Self {
        Docs(None)
    }

    /// Those of a block that is right; of one with mistakes there are none, as it is not built.
    pub(crate) fn of(model: &Model, is_right: bool) -> Self {
        Docs((is_right && Reader::get() == Reader::Docs).then(|| Examples::of(model)))
    }

    /// Gives each handler its section.
    pub(crate) fn describe(&self, model: &Model, block: &mut Block) {
        let Some(examples) = &self.0 else { return };
        for handler in &model.handlers {
            let rules = rules(model, handler);
            let route = route::section(model, handler, &rules, examples, is_shown(handler));
            let section = text::below(&handler.docs, &format!("# Route\n\n{route}"));
            let aliases = aliases(&rules, &bare(&handler.method));
            for item in &mut block.items {
                if let Item::Method(method) = item
                    && method.signature.ident == handler.method
                    && same(&cfgs(method), &handler.cfgs)
                {
                    arguments::name(method);
                    method.attributes.push(syn::parse_quote!(#[doc = ""]));
                    method.attributes.push(syn::parse_quote!(#[doc = #section]));
                    method.attributes.extend(aliases.clone());
                }
            }
        }
    }

    /// The docs of the app's page.
    pub(crate) fn page(&self, model: &Model, generics: &Generics, app: &Type) -> TokenStream {
        self.0.as_ref().map(|examples| page::block(model, generics, app, examples)).unwrap_or_default()
    }

    /// Whether somebody will read them.
    pub(crate) fn are_read(&self) -> bool {
        self.0.is_some()
    }

    /// What the docs of a mount say beside `brief`.
    pub(crate) fn of_mount(&self, mount: &Mount, brief: &str) -> String {
        match text::carried(&text::of(&mount.docs)) {
            said if said.is_empty() || !self.are_read() => brief.to_owned(),
            said => format!("{brief}\n\n{said}"),
        }
    }

    /// The docs of the method of the URLs, which say `brief` in any case; `None` where nobody reads more than that.
    pub(crate) fn of_url(
        &self,
        model: &Model,
        handler: &Handler,
        built: &[&RuleModel],
        brief: &str,
    ) -> Option<TokenStream> {
        let Some(examples) = &self.0 else {
            let docs =
                (Reader::get() == Reader::Editor && !handler.docs.is_empty()).then_some(&handler.docs)?;
            let brief = format!("\n{brief}");
            return Some(quote!(#(#docs)* #[doc = #brief]));
        };
        let rules = rules(model, handler);
        let mut doc = format!("{brief}\n\n");
        let said = said(handler);
        if !said.is_empty() {
            doc.push_str(&format!("{said}\n\n"));
        }
        let shown: Vec<String> = rules
            .iter()
            .filter(|rule| built.iter().any(|built| built.id == rule.id))
            .filter_map(|rule| route::of(examples, rule))
            .collect();
        if !shown.is_empty() {
            doc.push_str(&format!("For example {}.\n\n", text::list(&shown, "or")));
        }
        doc.push_str(&format!("# Route\n\n{}", route::section(model, handler, &rules, examples, false)));
        let hidden = text::is_hidden(&handler.docs).then(|| quote!(#[doc(hidden)]));
        let aliases = aliases(&rules, &handler.endpoint);
        Some(quote!(#[doc = #doc] #hidden #(#aliases)*))
    }
}

/// What a handler's comment says, for other places.
fn said(handler: &Handler) -> String {
    let said = text::carried(&text::of(&handler.docs));
    if handler.is_deprecated { format!("**Deprecated.** {said}").trim_end().to_owned() } else { said }
}

/// The rules of a handler, in the order in which they are written.
fn rules<'m>(model: &'m Model, handler: &Handler) -> Vec<&'m RuleModel> {
    let all = model.rules.iter().chain(&model.build_only);
    let mut rules: Vec<&RuleModel> = all.filter(|rule| handler.rules.contains(&rule.id)).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

fn aliases(rules: &[&RuleModel], item: &str) -> Vec<Attribute> {
    aliases::of(rules, item).into_iter().map(|alias| syn::parse_quote!(#[doc(alias = #alias)])).collect()
}

/// Whether conditions are the same: of two methods of a name only one can be there.
fn same(some: &[Attribute], others: &[Attribute]) -> bool {
    quote!(#(#some)*).to_string() == quote!(#(#others)*).to_string()
}

/// The same, with a blank line before it.
fn paragraph(cfgs: &[Attribute], doc: &str) -> TokenStream {
    let doc = attribute(cfgs, doc);
    quote!(#[doc = ""] #doc)
}

/// Docs that are there on the conditions that what they are about is.
fn attribute(cfgs: &[Attribute], doc: &str) -> TokenStream {
    let conditions: Vec<_> = cfgs
        .iter()
        .filter_map(|cfg| match &cfg.meta {
            Meta::List(list) => Some(&list.tokens),
            _ => None,
        })
        .collect();
    match &conditions[..] {
        [] => quote!(#[doc = #doc]),
        conditions => quote!(#[cfg_attr(all(#(#conditions),*), doc = #doc)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_are_made_unless_a_compiler_asks() {
        let of = |program: &str| Reader::of(Some(Path::new(program)));
        assert_eq!(of("/toolchain/bin/rustc"), Reader::Compiler);
        assert_eq!(of("C:/toolchain/bin/rustc.exe"), Reader::Compiler);
        assert_eq!(of("clippy-driver"), Reader::Compiler);
        assert_eq!(of("rust-analyzer-proc-macro-srv"), Reader::Editor);
        assert_eq!(of("/toolchain/bin/rustdoc"), Reader::Docs);
        assert_eq!(of("some-other-driver"), Reader::Docs);
        assert_eq!(Reader::of(None), Reader::Docs);
    }
}
