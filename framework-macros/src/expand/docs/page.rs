//! The app's page: the table of its routes, its mounts, catches and parts, and a section for each handler that has none of
//! its own on the page.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Generics, Type};

use super::examples::Examples;
use super::text::{self, cell, code, list};
use super::{attribute, is_shown, paragraph, route, written};
use crate::expand::urls::struct_name;
use crate::model::{Catch, Handler, Model, Mount, RuleModel, bare};

/// Of a block without items rustdoc says that it has none: here that is no news. On a phone it breaks code in tables after
/// any letter, and texts after any word: there they scroll.
const STYLE: &str = "<style>.item-info .stab.empty-impl { display: none } section.impl + .docblock { margin-bottom: \
                     2rem } @media (max-width: 700px) { .docblock td code \
                     { white-space: nowrap } .docblock td:nth-child(4) { min-width: 14rem } }</style>";

/// rustdoc shows what modules hold before what the crate itself has: parts go below the routes of the app's main block. The
/// title of a block's docs stands in its `section`, the rest behind it.
const BELOW: &str = "<style>#implementations-list { display: flex; flex-direction: column } #implementations-list > \
                     section:has([id*=\"-of-the-part-\"]), #implementations-list > \
                     section:has([id*=\"-of-the-part-\"]) + .docblock { order: 1 }</style>";

/// An empty `impl` block with these docs: what is written on the user's own block stays as it is. A link to what is not in
/// the docs is no warning here, as lints of rustdoc pass over what a macro writes; it is shown as the name in brackets.
pub(super) fn block(model: &Model, generics: &Generics, app: &Type, examples: &Examples) -> TokenStream {
    let page = Page { model, app, examples };
    let mut docs = TokenStream::new();
    page.table(&mut docs);
    page.rest(&mut docs);
    page.sections(&mut docs);
    if docs.is_empty() {
        return docs;
    }
    let has_routes = !(model.handlers.is_empty() && model.mounts.is_empty() && model.parts.is_empty());
    let what = if has_routes { "Routes" } else { "Errors" };
    let title = match &model.part {
        Some(part) => format!("# {what} of the part `{}`\n\n{STYLE}{BELOW}\n", bare(part)),
        None => format!("# {what}\n\n{STYLE}\n"),
    };
    let (parameters, where_clause) = (generics.params.to_token_stream(), &generics.where_clause);
    quote! {
        #[doc = #title]
        #docs
        impl<#parameters> #app #where_clause {}
    }
}

struct Page<'p> {
    model: &'p Model,
    app: &'p Type,
    examples: &'p Examples,
}

impl Page<'_> {
    /// The handlers that docs are for, each with its text.
    fn handlers(&self) -> impl Iterator<Item = (&Handler, Vec<&RuleModel>)> {
        let shown = self.model.handlers.iter().filter(|handler| !text::is_hidden(&handler.docs));
        shown.map(|handler| (handler, super::rules(self.model, handler)))
    }

    /// Whether the page has the handler itself, which then has a section of its own.
    fn has_own(&self, handler: &Handler) -> bool {
        !self.model.free && is_shown(handler)
    }

    fn table(&self, docs: &mut TokenStream) {
        let mut rows = TokenStream::new();
        for (handler, rules) in self.handlers() {
            let link = if self.has_own(handler) {
                format!("[{}](Self::{})", code(&handler.endpoint), bare(&handler.method))
            } else {
                format!("[{}](#route.{})", code(&handler.endpoint), handler.endpoint)
            };
            let deprecated = if handler.is_deprecated { "**Deprecated.** " } else { "" };
            let summary = format!("{deprecated}{}", text::summary(&text::of(&handler.docs)));
            let lines = rules.iter().map(|rule| {
                let note = route::note(self.model, rule).map(|note| format!(" ({note})")).unwrap_or_default();
                let defaults: Vec<String> = rule
                    .data
                    .defaults
                    .iter()
                    .map(|default| format!("{} = {}", code(default.name), code(default.text)))
                    .collect();
                let with = if defaults.is_empty() {
                    String::new()
                } else {
                    format!(" with {}", list(&defaults, "and"))
                };
                let rule = format!("{}{}{with}{note}", code(rule.data.text), route::domain(rule));
                cell(&rule)
            });
            let lines = lines
                .zip(&rules)
                .map(|(text, rule)| format!("| {} | {text} | {link} | {summary} |", route::methods(rule)));
            rows.extend(attribute(&handler.cfgs, &lines.collect::<Vec<_>>().join("\n")));
        }
        for mount in &self.model.mounts {
            if text::is_hidden(&mount.docs) {
                continue;
            }
            let summary = text::summary(&text::of(&mount.docs));
            let prefix =
                cell(&format!("{}{}", code(mount.prefix.value().trim_end_matches('/')), domain(mount)));
            let row = format!("| mount | {prefix} | {} | {summary} |", self::mounted(&mount.output));
            rows.extend(attribute(&mount.cfgs, &row));
        }
        if !rows.is_empty() {
            docs.extend(attribute(&[], "| methods | rule | endpoint | |\n|---|---|---|---|"));
            docs.extend(rows);
        }
    }

    /// What stands below the table.
    fn rest(&self, docs: &mut TokenStream) {
        let has_get = self.model.rules.iter().any(|rule| rule.data.methods.contains("HEAD"));
        if has_get {
            docs.extend(paragraph(&[], "`HEAD` comes with `GET`, and `OPTIONS` is answered for every path."));
        }
        let parts: Vec<String> = self.model.parts.iter().map(|part| code(&bare(part))).collect();
        if !parts.is_empty() {
            let (part, has) = if parts.len() == 1 { ("part", "has") } else { ("parts", "have") };
            let line = format!("The {part} {} {has} routes of their own.", list(&parts, "and"));
            docs.extend(paragraph(&[], &line.replace("has routes of their own", "has routes of its own")));
        }
        let all = if self.model.catches.len() == 1 { "all" } else { "all others" };
        let rendered = |catch: &Catch| {
            let by = code(&bare(&catch.method));
            match catch.status {
                Some(status) => format!("`{status}` by {by}"),
                None => format!("{all} by {by}"),
            }
        };
        let (sure, conditional): (Vec<_>, Vec<_>) =
            self.model.catches.iter().partition(|catch| catch.cfgs.is_empty());
        // The catch of all others goes last.
        for catch in conditional {
            docs.extend(paragraph(&catch.cfgs, &format!("Errors are rendered: {}.", rendered(catch))));
        }
        let sure: Vec<String> = sure.into_iter().map(rendered).collect();
        if !sure.is_empty() {
            docs.extend(paragraph(&[], &format!("Errors are rendered: {}.", list(&sure, "and"))));
        }
        if !self.model.handlers.is_empty() {
            let line = format!("{} makes the URLs of these routes.", self.url(None));
            docs.extend(paragraph(&[], &line));
        }
        let outer: Vec<String> = self
            .model
            .options
            .outer
            .iter()
            .map(|outer| code(&format!("{}: {}", bare(&outer.name), written::ty(&outer.ty))))
            .collect();
        if !outer.is_empty() {
            let line = format!("The app is mounted under a prefix with {}.", list(&outer, "and"));
            docs.extend(paragraph(&[], &line));
        }
    }

    /// The struct that makes URLs, or a method of it; of a part that is the one of its app, which has the method from the
    /// part. Where the struct is out of the docs the link is its name alone.
    fn url(&self, endpoint: Option<&str>) -> String {
        let method = endpoint.map(|endpoint| format!("::{endpoint}")).unwrap_or_default();
        match self.model.part {
            Some(_) => code(&format!("{}Urls{method}", self.model.name)),
            None => format!("[`{}{method}`]", struct_name(self.model, self.app)),
        }
    }

    fn sections(&self, docs: &mut TokenStream) {
        for (handler, rules) in self.handlers().filter(|(handler, _)| !self.has_own(handler)) {
            let title = handler.endpoint.replace('_', "\\_");
            let mut section = format!("# <a id=\"route.{}\"></a>{title}\n\n", handler.endpoint);
            let said = super::said(handler);
            if !said.is_empty() {
                // The rules are no more items of a list at its end.
                section.push_str(&format!("{said}\n\n<!-- -->\n\n"));
            }
            section.push_str(&route::section(self.model, handler, &rules, self.examples, false));
            section.push_str(&format!("Its URL: {}.\n", self.url(Some(&handler.endpoint))));
            docs.extend(paragraph(&handler.cfgs, &section));
        }
    }
}

fn domain(mount: &Mount) -> String {
    match &mount.domain {
        Some(domain) if domain.host => format!(" on the host {}", code(&domain.literal.value())),
        Some(domain) => format!(" on the subdomain {}", code(&domain.literal.value())),
        None => String::new(),
    }
}

/// The type of a mounted app, linked. Where it is out of the docs the link is its name alone.
fn mounted(output: &Type) -> String {
    let mut ty = output;
    while let Type::Reference(reference) = ty {
        ty = &reference.elem;
    }
    if let Some((name, inner)) = written::path(ty)
        && matches!(&*name, "Arc" | "Rc" | "Box")
        && let [inner] = inner[..]
    {
        ty = inner;
    }
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            let segments = path.path.segments.iter().map(|segment| bare(&segment.ident));
            let leading = if path.path.leading_colon.is_some() { "::" } else { "" };
            format!("[`{leading}{}`]", segments.collect::<Vec<_>>().join("::"))
        }
        ty => code(&written::ty(ty)),
    }
}
