//! All routes of an app as a page of Markdown.

use wegwerk_routing::markdown::{cell, code};

use crate::App;
use crate::matching::Rule;

/// The routes of `A` and of all that it mounts, as a page of Markdown: a table of their methods, rules, endpoints and apps,
/// in the order in which rules are tried, and then those that URLs are only built from.
///
/// [`testing::routes_file`](crate::testing::routes_file) keeps a file with it.
///
/// ```
/// use wegwerk::prelude::*;
///
/// struct Blog;
///
/// #[app]
/// impl Blog {
///     #[route("/<int:id>")]
///     fn on_post(&self, id: u32) -> String {
///         format!("post {id}")
///     }
///
///     #[route("/", defaults(page = 1))]
///     #[route("/page/<int:page>")]
///     fn on_posts(&self, page: u32) -> String {
///         format!("page {page}")
///     }
/// }
///
/// assert_eq!(
///     wegwerk::docs::markdown::<Blog>(),
///     "## Routes of `Blog`
///
/// | methods | rule | endpoint | app | |
/// |---|---|---|---|---|
/// | `GET`, `HEAD` | `/` | `posts` | `Blog` | `page` = `1` |
/// | `GET`, `HEAD` | `/page/<int:page>` | `posts` | `Blog` | |
/// | `GET`, `HEAD` | `/<int:id>` | `post` | `Blog` | |
/// "
/// );
/// ```
pub fn markdown<A: App>() -> String {
    let rules: Vec<Rule> = A::rules().collect();
    let app = A::table().mounts().first().map_or("", |mounted| mounted.map.app);
    let mut page = format!("## Routes of {}\n\n", code(app));
    if rules.is_empty() {
        return page + "There are none.\n";
    }
    // Where no rule names a subdomain or a host, nobody looks for it.
    let hosts = rules.iter().any(|rule| rule.domain().is_some());
    let mut head = vec!["methods", "rule", "endpoint", "app", ""];
    if hosts {
        head.insert(1, "host");
    }
    page.push_str(&line(head.iter().map(|title| (*title).to_owned())));
    page.push_str(&format!("|{}\n", "---|".repeat(head.len())));
    for rule in &rules {
        let mut cells = vec![
            methods(rule),
            code(&rule.text()),
            code(&rule.endpoint().join(".")),
            code(rule.app()),
            notes(rule).join(", "),
        ];
        if hosts {
            cells.insert(1, host(rule));
        }
        page.push_str(&line(cells.into_iter()));
    }
    page
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells =
        cells.map(|text| if text.is_empty() { " |".to_owned() } else { format!(" {} |", cell(&text)) });
    format!("|{}\n", cells.collect::<String>())
}

fn methods(rule: &Rule) -> String {
    if rule.is_build_only() {
        String::new()
    } else if rule.is_websocket() {
        "WebSocket".to_owned()
    } else if rule.methods().is_any() {
        "any".to_owned()
    } else {
        rule.methods().names().map(code).collect::<Vec<_>>().join(", ")
    }
}

fn host(rule: &Rule) -> String {
    match rule.domain() {
        None | Some("") => String::new(),
        Some(host) if rule.is_host() => code(host),
        Some(subdomain) => code(&format!("{subdomain}.")),
    }
}

fn notes(rule: &Rule) -> Vec<String> {
    let defaults = rule.defaults().map(|(name, value)| format!("{} = {}", code(name), code(value)));
    let mut notes: Vec<String> = defaults.collect();
    let flags = [
        (rule.is_alias(), "an alias"),
        (rule.is_redirect(), "redirects elsewhere"),
        (rule.is_build_only(), "for URLs only"),
    ];
    notes.extend(flags.into_iter().filter(|(is, _)| *is).map(|(_, note)| note.to_owned()));
    if rule.priority() != 0 {
        notes.push(format!("priority {}", rule.priority()));
    }
    notes
}
