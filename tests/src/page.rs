//! What a browser would find on a page of Shortly, read by a real HTML parser.

use scraper::{ElementRef, Html, Selector};
use serde::{Deserialize, Serialize};

/// The facts of a page that its readers go by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// The title.
    pub title: String,
    /// The headings of the first two levels.
    pub headings: Vec<String>,
    /// The links, in order.
    pub links: Vec<Link>,
    /// The first form.
    pub form: Option<Form>,
    /// What the form says is wrong.
    pub error_text: Option<String>,
    /// Where a short link leads, as it was entered.
    pub full_link: Option<String>,
    /// The host of the same.
    pub target_host: Option<String>,
    /// How often it was followed.
    pub click_count: Option<u64>,
    /// The whole short URL, in the field that is copied from.
    pub short_url: Option<String>,
    /// The sentence below a heading.
    pub lead: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// A form with its one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The method.
    pub method: String,
    /// The address, empty where the page's own is meant.
    pub action: String,
    /// The name of the field.
    pub field: String,
    /// What the field holds.
    pub value: String,
}

impl Page {
    /// Reads a page.
    ///
    /// # Panics
    /// If a click count is no number.
    pub fn read(html: &str) -> Self {
        let document = Html::parse_document(html);
        let texts = |css: &str| select(&document, css).map(text).collect::<Vec<_>>();
        let first = |css: &str| select(&document, css).next();
        // The value that stands under a label of a list of definitions.
        let defined = |label: &str| {
            let mut entries = select(&document, "dl > div");
            let css = (selector("dt"), selector("dd"));
            entries.find_map(|entry| {
                let name = entry.select(&css.0).next()?;
                (text(name) == label).then(|| entry.select(&css.1).next())?
            })
        };
        let links = select(&document, "a[href]").map(|a| Link { href: attribute(a, "href"), text: text(a) });
        let form = first("form").map(|form| {
            let field = form.select(&selector("input[name]")).next();
            Form {
                method: attribute(form, "method"),
                action: attribute(form, "action"),
                field: field.map(|field| attribute(field, "name")).unwrap_or_default(),
                value: field.map(|field| attribute(field, "value")).unwrap_or_default(),
            }
        });
        Self {
            title: texts("title").concat(),
            headings: texts("h1, h2"),
            links: links.collect(),
            form,
            error_text: first("form .error").map(text),
            full_link: defined("Full link").map(text),
            target_host: defined("Target host").map(text),
            click_count: defined("Click count").map(|dd| text(dd).parse().expect("a number of clicks")),
            short_url: first("#short-url").map(|field| attribute(field, "value")),
            lead: first(".lead").map(text),
        }
    }
}

/// The tags of a page with the names of their attributes, in order: what must not depend on any text shown.
pub fn skeleton(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    select(&document, "*")
        .map(|element| {
            let names = element.value().attrs().map(|(name, _)| name).collect::<Vec<_>>();
            format!("{} {names:?}", element.value().name())
        })
        .collect()
}

fn select<'d>(document: &'d Html, css: &str) -> impl Iterator<Item = ElementRef<'d>> {
    document.select(&selector(css)).collect::<Vec<_>>().into_iter()
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of this file")
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}
