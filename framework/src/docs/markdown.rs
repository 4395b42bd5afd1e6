//! All routes of an app as a page of Markdown.

use wegwerk_routing::markdown::{cell, code};

use crate::App;
use crate::matching::Rule;

/// The routes of `A` and of all that it mounts, as a page of Markdown: a table of their methods, hosts, rules, endpoints and
/// apps, as far as they differ, in the order in which rules are tried, and then those that URLs are only built from.
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
/// | methods | rule | endpoint | |
/// |---|---|---|---|
/// | `GET`, `HEAD` | `/` | `posts` | `page` = `1` |
/// | `GET`, `HEAD` | `/page/<int:page>` | `posts` | |
/// | `GET`, `HEAD` | `/<int:id>` | `post` | |
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
    // A column that says nothing is left out, and so is the app where there is one.
    let has_apps = rules.iter().any(|rule| rule.app() != app);
    let columns: [(&str, Cell); 6] = [
        ("methods", methods),
        ("host", host),
        ("rule", |rule| code(&rule.text())),
        ("endpoint", |rule| code(&rule.endpoint().join("."))),
        ("app", |rule| code(rule.app())),
        ("", |rule| notes(rule).join(", ")),
    ];
    let columns: Vec<(&str, Vec<String>)> = columns
        .into_iter()
        .map(|(title, cell)| (title, rules.iter().map(cell).collect::<Vec<_>>()))
        .filter(|(title, cells)| cells.iter().any(|text| !text.is_empty()) && (has_apps || *title != "app"))
        .collect();
    page.push_str(&line(columns.iter().map(|(title, _)| *title)));
    page.push_str(&format!("|{}\n", "---|".repeat(columns.len())));
    for n in 0..rules.len() {
        page.push_str(&line(columns.iter().map(|(_, cells)| cells[n].as_str())));
    }
    page
}

/// What a rule has in a column.
type Cell = fn(&Rule) -> String;

fn line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells =
        cells.map(|text| if text.is_empty() { " |".to_owned() } else { format!(" {} |", cell(text)) });
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
