//! The tree as a graph in Graphviz's language.

use std::fmt::Write;

use super::tree::Branch;

/// The whole graph, from left to right.
pub(super) fn graph(branches: &[Branch]) -> String {
    let mut out = String::from(
        "digraph routes {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"monospace\"];\n  \
         n0 [label=\"\", shape=circle, width=0.15];\n",
    );
    let mut count = 0;
    for branch in branches {
        add(branch, 0, &mut count, &mut out);
    }
    out.push_str("}\n");
    out
}

fn add(branch: &Branch, parent: usize, count: &mut usize, out: &mut String) {
    *count += 1;
    let own = *count;
    let mut label = quoted(&branch.text);
    for rule in &branch.rules {
        label +=
            &format!("\\n{} {}", quoted(&rule.methods().to_string()), quoted(&rule.endpoint().join(".")));
    }
    let bold = if branch.rules.is_empty() { "" } else { ", style=\"rounded,bold\"" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  n{own} [label=\"{label}\"{bold}];\n  n{parent} -> n{own};");
    for child in &branch.children {
        add(child, own, count, out);
    }
}

/// Text within the quotes of a label.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}
