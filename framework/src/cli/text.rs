//! The list of routes as aligned text.

use crate::matching::Rule;

/// A line for each rule, in columns; the host's is there where a rule names one, and that of the notes where one has any.
pub(super) fn table(rules: &[Rule]) -> String {
    let head = ["METHODS", "HOST", "RULE", "ENDPOINT", "WRITTEN AT", "NOTES"].map(str::to_owned);
    let rows: Vec<[String; 6]> = rules.iter().map(row).collect();
    let optional = |column: usize| rows.iter().all(|row| row[column].is_empty());
    let hidden = [false, optional(1), false, false, false, optional(5)];
    let rows: Vec<[String; 6]> = [head].into_iter().chain(rows).collect();
    let width = |n: usize| rows.iter().map(|row| row[n].chars().count()).max().unwrap_or_default();
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut out = String::new();
    for row in &rows {
        let shown = row.iter().zip(widths).zip(hidden).filter(|(_, hidden)| !hidden);
        let cells = shown.map(|((cell, width), _)| format!("{cell:width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

fn row(rule: &Rule) -> [String; 6] {
    let (file, line, _) = rule.place();
    let endpoint = rule.endpoint().join(".");
    let domain = rule.domain().unwrap_or_default().to_owned();
    [
        rule.methods().to_string(),
        domain,
        rule.text(),
        endpoint,
        format!("{file}:{line}"),
        notes(rule).join(", "),
    ]
}

/// What else there is to say of a rule.
pub(super) fn notes(rule: &Rule) -> Vec<String> {
    let mut notes: Vec<String> = [
        (rule.is_websocket(), "websocket"),
        (rule.is_alias(), "alias"),
        (rule.is_redirect(), "redirect"),
        (rule.is_build_only(), "build only"),
        (rule.is_blocking(), "blocking"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, note)| note.to_owned())
    .collect();
    notes.extend(rule.defaults().map(|(name, value)| format!("{name} = {value}")));
    if rule.priority() != 0 {
        notes.push(format!("priority {}", rule.priority()));
    }
    notes
}
