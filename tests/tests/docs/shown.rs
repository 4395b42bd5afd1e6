//! What a page of the documentation shows of routes.

use std::path::Path;

use scraper::{ElementRef, Html, Selector};

/// A page.
pub(crate) struct Shown(Html);

/// A rule with its example, as its line has it.
#[derive(Debug)]
pub(crate) struct Example {
    /// The first of the rule's methods.
    pub(crate) method: String,
    /// The rule.
    pub(crate) rule: String,
    /// What stands behind it.
    pub(crate) note: String,
    /// The path.
    pub(crate) url: String,
    /// Its subdomain.
    pub(crate) subdomain: Option<String>,
}

impl Shown {
    /// Reads a page.
    ///
    /// # Panics
    /// If it is not there.
    pub(crate) fn read(path: &Path) -> Self {
        let html =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Shown::parse(&html)
    }

    /// A page from its text.
    pub(crate) fn parse(html: &str) -> Self {
        Shown(Html::parse_document(html))
    }

    /// Where the results of a search lead.
    pub(crate) fn results(&self) -> Vec<String> {
        self.all(".search-results a[href]")
            .into_iter()
            .filter_map(|a| a.attr("href"))
            .map(str::to_owned)
            .collect()
    }

    fn all<'d>(&'d self, css: &str) -> Vec<ElementRef<'d>> {
        self.0.select(&selector(css)).collect()
    }

    /// How many elements there are that a selector is for.
    pub(crate) fn count(&self, css: &str) -> usize {
        self.all(css).len()
    }

    /// All of its text.
    pub(crate) fn text(&self) -> String {
        self.all("#main-content").into_iter().map(text).collect()
    }

    /// The elements of docs from a heading up to the next one.
    fn below<'d>(&'d self, is_heading: impl Fn(ElementRef<'d>) -> bool) -> Vec<ElementRef<'d>> {
        let docs = self.all(".docblock").into_iter().flat_map(|docs| docs.child_elements());
        let mut below = docs.skip_while(|element| !(is_title(*element) && is_heading(*element)));
        below.next().expect("the heading is there");
        below.take_while(|element| !is_title(*element)).collect()
    }

    fn under(&self, title: &str) -> ElementRef<'_> {
        let below = self.below(|heading| text(heading).trim_start_matches('§') == title);
        let table = below.into_iter().find_map(|element| element.select(&selector("table")).next());
        table.expect("a table stands below the title")
    }

    /// The rows of the table below a title.
    pub(crate) fn table(&self, title: &str) -> Vec<String> {
        rows(self.under(title))
    }

    /// Where the links of the table below a title lead.
    pub(crate) fn links(&self, title: &str) -> Vec<&str> {
        self.under(title).select(&selector("a[href]")).filter_map(|a| a.attr("href")).collect()
    }

    /// The text of the section of an endpoint, a row of a table in each line.
    pub(crate) fn section(&self, endpoint: &str) -> String {
        let anchor = selector(&format!("a[id=\"route.{endpoint}\"]"));
        let below = self.below(|heading| heading.select(&anchor).next().is_some());
        below.into_iter().map(lines).collect()
    }

    /// The text of a method's docs.
    pub(crate) fn method(&self, name: &str) -> String {
        self.docs(name).child_elements().map(lines).collect()
    }

    /// Where the links in a method's docs lead.
    pub(crate) fn links_of(&self, name: &str) -> Vec<&str> {
        self.docs(name).select(&selector("a[href]")).filter_map(|a| a.attr("href")).collect()
    }

    fn docs(&self, name: &str) -> ElementRef<'_> {
        let css = format!("details:has(> summary > section[id=\"method.{name}\"]) > .docblock");
        let docs = self.all(&css);
        assert_eq!(docs.len(), 1, "one method `{name}` with docs");
        docs[0]
    }

    /// The examples of its routes.
    pub(crate) fn examples(&self) -> Vec<Example> {
        let items = self.all(".docblock li").into_iter().map(|item| {
            let (said, example) =
                text(item).split_once(", for example ").map(|(a, b)| (a.to_owned(), b.to_owned()))?;
            let codes: Vec<String> = item.select(&selector("code")).map(text).collect();
            let rule = codes.iter().find(|code| code.starts_with('/'))?.clone();
            let first = codes.first().filter(|code| !code.starts_with('/')).cloned();
            let (url, after) = example.split_once([' ', ',']).unwrap_or((&example, ""));
            let subdomain =
                after.strip_prefix("on ").map(|rest| rest.split(',').next().unwrap_or(rest).to_owned());
            // A rule for URLs alone, or for a WebSocket, is asked in another way.
            let method = first.unwrap_or_default();
            Some(Example { method, rule, note: said, url: url.to_owned(), subdomain })
        });
        items.flatten().filter(|example| !example.method.is_empty()).collect()
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of the tests")
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn is_title(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "h2" | "h3" | "h4" | "h5" | "h6")
}

fn lines(element: ElementRef<'_>) -> String {
    match element.select(&selector("table")).next() {
        Some(table) => rows(table).join("\n") + "\n",
        None => text(element) + "\n",
    }
}

fn rows(table: ElementRef<'_>) -> Vec<String> {
    let cells =
        |row: ElementRef<'_>| row.select(&selector("th, td")).map(text).collect::<Vec<_>>().join(" | ");
    table.select(&selector("tr")).map(cells).collect()
}
