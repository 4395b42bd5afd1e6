//! The pages: the frame with the list of operations, the overview, and the page of a schema.

use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::console::servers;
use super::description::{Description, Operation};
use super::operation::{self, address};
use super::schema::Schemas;
use super::security::{self, link};
use super::text::{code, json, markdown};
use super::{SCRIPT_PATH, STYLE_PATH, example};

/// A page but for the way to the root of the app, which the place that the reference is mounted at decides.
#[derive(Debug)]
pub(super) struct Page {
    before: String,
    after: String,
}

impl Page {
    /// The page, `depth` segments below the root of the app.
    pub(super) fn at(&self, base: &str, depth: usize) -> String {
        let mut page =
            String::with_capacity(self.before.len() + self.after.len() + base.len() + 3 * depth + 2);
        page.push_str(&self.before);
        page.push_str(if base.is_empty() { "./" } else { base });
        page.extend(std::iter::repeat_n("../", depth));
        page.push_str(&self.after);
        page
    }
}

/// Which entry of the list is current.
#[derive(Clone, Copy)]
enum Current<'a> {
    Overview,
    Operation(&'a str),
    Schema(&'a str),
}

pub(super) fn overview(description: &Description) -> Page {
    frame(description, "", None, Current::Overview, &overview_main(description))
}

pub(super) fn operation(description: &Description, operation: &Operation) -> Page {
    let main = operation::main(description, operation);
    frame(description, "../", Some(&operation.title), Current::Operation(&operation.slug), &main)
}

pub(super) fn schema(description: &Description, name: &str) -> Page {
    let main = schema_main(description, name);
    frame(description, "../", Some(name), Current::Schema(name), &main)
}

fn frame(
    description: &Description,
    base: &'static str,
    title: Option<&str>,
    current: Current<'_>,
    main: &Markup,
) -> Page {
    let head = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { @if let Some(title) = title { (title) " · " } (description.title()) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (base) (STYLE_PATH.as_str()) };
                script src={ (base) (SCRIPT_PATH.as_str()) } {}
            }
        }
    };
    let head = head.0.strip_suffix("</html>").unwrap_or(&head.0).to_owned();
    let body = html! {
        a.skip href="#main" { "Skip to the content" }
        header.bar {
            button.menu type="button" aria-expanded="false" aria-controls="sidebar" data-menu hidden { "Menu" }
            a.home href={ (base) "./" } { (description.title()) }
        }
        div.sidebar #sidebar { (sidebar(description, base, current)) }
        main #main tabindex="-1" { (main) }
        p.hidden role="status" data-said {}
    };
    Page { before: format!("{head}<body data-root=\""), after: format!("\">{}</body></html>", body.0) }
}

fn sidebar(description: &Description, base: &str, current: Current<'_>) -> Markup {
    let page = |is: bool| is.then_some("page");
    let is_schema = |name: &str| matches!(current, Current::Schema(of) if of == name);
    html! {
        div.sidebar-head {
            a.home href={ (base) "./" } { (description.title()) }
            @if let Some(version) = description.info("version") { " " span.version { (version) } }
        }
        div.search hidden data-search-box {
            label.hidden for="search" { "Search operations and schemas" }
            input #search type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-describedby="found" aria-keyshortcuts="/ Control+K";
            kbd aria-hidden="true" { "/" }
            p.found #found role="status" data-found {}
        }
        nav aria-label="Reference" {
            ul { li { a href={ (base) "./" } aria-current=[page(matches!(current, Current::Overview))] { "Overview" } } }
            @for group in &description.groups {
                section {
                    h2 { (group.name) }
                    ul {
                        @for operation in group.operations.iter().filter_map(|index| description.operations.get(*index)) {
                            @let is = matches!(current, Current::Operation(slug) if slug == operation.slug);
                            li {
                                a href={ (base) "operations/" (operation.slug) } aria-current=[page(is)] data-also=[operation.id.as_deref()] {
                                    span.label { span.title { (operation.title) } @if operation.title != operation.path { span.path { (operation.path) } } }
                                    span.method.(operation.method) { (operation.method.to_uppercase()) }
                                }
                            }
                        }
                    }
                }
            }
            @if !description.schemas.is_empty() {
                section {
                    h2 { "Schemas" }
                    ul {
                        @let schemas = Schemas::new(description, if base.is_empty() { "" } else { "../" });
                        @for name in &description.schemas {
                            li { a href=(schemas.address(name)) aria-current=[page(is_schema(name))] { span.label { span.title { (name) } } } }
                        }
                    }
                }
            }
        }
        div.theme hidden data-theme-box {
            label.hidden for="theme" { "Colours" }
            select #theme { option value="" { "As the system" } option value="light" { "Light" } option value="dark" { "Dark" } }
        }
    }
}

fn overview_main(description: &Description) -> Markup {
    let nothing = Value::Null;
    let nothing = description.view(&nothing);
    let servers = servers(description, nothing, nothing);
    html! {
        article.told.overview {
            header {
                h1 tabindex="-1" { (description.title()) @if let Some(version) = description.info("version") { " " span.version { (version) } } }
                @if let Some(summary) = description.info("summary") { p.lead { (summary) } }
            }
            @if !description.problems.is_empty() {
                section.problems aria-labelledby="problems" {
                    h2 #problems { "This description has mistakes" }
                    p { "What they concern is shown as far as it can be read." }
                    ul { @for problem in &description.problems { li { (quoted(problem)) } } }
                }
            }
            @if let Some(text) = description.info("description") { (markdown(text)) }
            (facts(description, &servers))
            (security::all(description))
            @for group in &description.groups {
                section {
                    h2 id=(format!("tag-{}", super::description::slug(&group.name))) { (group.name) }
                    @if let Some(text) = &group.description { (markdown(text)) }
                    ul.operations {
                        @for operation in group.operations.iter().filter_map(|index| description.operations.get(*index)) {
                            li {
                                a href={ "operations/" (operation.slug) } {
                                    (address(operation))
                                    @if operation.title != operation.path { span.title { (operation.title) } }
                                    @if operation.deprecated { " " span.flag.deprecated { "deprecated" } }
                                }
                            }
                        }
                    }
                }
            }
            @if description.groups.is_empty() { p.quiet { "No operations are described." } }
        }
    }
}

/// A sentence whose words in backquotes are code.
fn quoted(sentence: &str) -> Markup {
    html! {
        @for (index, part) in sentence.split('`').enumerate() {
            @if index % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn facts(description: &Description, servers: &[(String, Option<&str>)]) -> Markup {
    let of = |part: &str, key: &str| {
        description
            .root()
            .get("info")
            .and_then(|info| info.get(part))
            .and_then(|part| part.get(key))
            .and_then(Value::as_str)
    };
    let outside =
        description.root().get("externalDocs").and_then(|docs| docs.get("url")).and_then(Value::as_str);
    html! {
        dl.facts {
            @for (url, about) in servers.iter().filter(|(url, _)| url != "/") {
                div { dt { "Server" } " " dd { code { (url) } @if let Some(about) = about { " " (about) } } }
            }
            @if of("contact", "name").or(of("contact", "url")).or(of("contact", "email")).is_some() {
                div { dt { "Contact" } " " dd {
                    @if let Some(name) = of("contact", "name") { (name) " " }
                    @if let Some(url) = of("contact", "url") { (link(url)) " " }
                    @if let Some(email) = of("contact", "email") { a href={ "mailto:" (email) } { (email) } }
                } }
            }
            @if let Some(name) = of("license", "name") {
                div { dt { "Licence" } " " dd { (name) @if let Some(url) = of("license", "url") { " " (link(url)) } } }
            }
            @if let Some(terms) = description.info("termsOfService") { div { dt { "Terms" } " " dd { (link(terms)) } } }
            @if let Some(url) = outside { div { dt { "More" } " " dd { (link(url)) } } }
            div { dt { "Description" } " " dd { a href="openapi.json" { "openapi.json" } } }
        }
    }
}

fn schema_main(description: &Description, name: &str) -> Markup {
    let schemas = Schemas::new(description, "../");
    let all = description.root().pointer("/components/schemas");
    let nothing = Value::Null;
    let schema = all.and_then(|all| all.get(name)).unwrap_or(&nothing);
    let sample = example::of_schema(description, schema, example::Way::Answered);
    html! {
        div.columns {
            article.told {
                header { p.above { "Schema" } h1 tabindex="-1" { (name) } }
                // Its own name is open: where it stands within itself there is a link.
                (schemas.named(name, schema))
            }
            div.tried {
                @if !sample.is_null() {
                    section.panel { div.panel-head { h2 { "Example" } } (code(&json(&sample))) }
                }
            }
        }
    }
}
