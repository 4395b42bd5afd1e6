//! The text of a lock file.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::map::Hosts;
use crate::method::{self, Methods};
use crate::table::{Leaf, Table};

/// The lock file of an app.
///
/// ```
/// use wegwerk_routing::lock;
/// use wegwerk_routing::table::Table;
///
/// assert!(lock::write("Shop", &Table::EMPTY).starts_with("# Routes of `Shop`"));
/// ```
pub fn write(app: &str, table: &Table) -> String {
    let mut text = format!(
        "# Routes of `{app}` that clients rely on: the build fails where one is gone or takes less than before.\n\
         # `WEGWERK_LOCK=update cargo test` writes this file.\n"
    );
    for line in lines(table) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A line for each rule of the whole app, each once, sorted by the rules' texts.
pub fn lines(table: &Table) -> Vec<String> {
    let all: BTreeSet<(String, String)> = table.leaves().iter().map(|leaf| line(table, leaf)).collect();
    all.into_iter().map(|(path, before)| before + &path).collect()
}

/// The text of a rule, and what stands before it.
fn line(table: &Table, leaf: &Leaf) -> (String, String) {
    let rule = leaf.rule;
    let mut before = methods(&rule.methods);
    before.push(' ');
    if let Some(domain) = table.domain(leaf) {
        let kind = if domain.host { "host" } else { "subdomain" };
        before += &format!("{kind}=\"{}\" ", escaped(domain.text).replace('"', "\\\""));
    } else if let Some(Hosts::Subdomains(default)) = table.hosts()
        && !default.pattern.is_empty()
    {
        before += &format!("subdomain=\"{}\" ", escaped(default.pattern));
    }
    if rule.websocket {
        before.push_str("websocket ");
    }
    if !rule.strict_slashes {
        before.push_str("strict_slashes=false ");
    }
    if !(rule.merge_slashes && table.merge_slashes) {
        before.push_str("merge_slashes=false ");
    }
    let prefixes = table.mounted(leaf).map_or(&[][..], |mounted| mounted.texts());
    let path: String = prefixes.iter().copied().chain([rule.text]).collect();
    (escaped(&path), before)
}

/// Methods as `#[route]` has them: `HEAD` comes with `GET`.
fn methods(methods: &Methods<'_>) -> String {
    if methods.is_any() {
        return "ANY".to_string();
    }
    let is_named = |name: &&str| methods.contains(name) && !(*name == "HEAD" && methods.contains("GET"));
    let standard = method::STANDARD.iter().copied().filter(is_named);
    let mut extra: Vec<&str> = methods.extra().to_vec();
    extra.sort_unstable();
    let names: Vec<&str> = standard.chain(extra).collect();
    names.join(", ")
}

/// Text on one line, whose end no editor trims.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t");
    match text.strip_suffix(' ') {
        Some(text) => format!("{text}\\s"),
        None => text,
    }
}
