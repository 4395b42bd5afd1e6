//! The tree as a picture: a row for each branch, indented below what it leaves, with its rules beside it.

use std::fmt::Write;

use super::tree::Branch;
use crate::html::escape_into;
use crate::matching::Rule;

const ROW: usize = 26;
const INDENT: usize = 22;
const MARGIN: usize = 24;
const GAP: usize = 28;
/// The width of a character: of a monospaced font of 13 pixels, and of the wider ones.
const CHARACTER: f32 = 8.1;

const STYLE: &str = "\
svg { color-scheme: light dark; background: light-dark(#ffffff, #16181d); }
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; \
fill: light-dark(#1d2129, #e4e6eb); }
.way { fill: light-dark(#6b7280, #9aa2b1); } .variable { fill: light-dark(#0b5cad, #7cb8ff); }
.quiet { fill: light-dark(#6b7280, #9aa2b1); } .methods { font-weight: 600; fill: light-dark(#14713d, #6fd39a); }
path { fill: none; stroke: light-dark(#c9ced6, #454b57); } .stripe { fill: light-dark(#f5f6f8, #1d2027); }
";

/// The room of each column, in pixels.
struct Widths {
    tree: usize,
    methods: usize,
    endpoint: usize,
    place: usize,
}

/// The whole picture; it is as large as the tree, and has a dark form.
pub(super) fn picture(branches: &[Branch]) -> String {
    let mut widths = Widths { tree: 0, methods: 0, endpoint: 0, place: 0 };
    branches.iter().for_each(|branch| widths.measure(branch, 0));
    let rows: usize = branches.iter().map(rows).sum();
    let width = 2 * MARGIN + widths.tree + widths.methods + widths.endpoint + widths.place + 3 * GAP;
    let height = 2 * MARGIN + rows * ROW;
    let mut picture = Picture { widths, width, row: 0, behind: String::new(), before: String::new() };
    for branch in branches {
        picture.add(branch, 0);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
         {height}\">\n<title>Routes</title>\n<style>\n{STYLE}</style>\n{}{}</svg>\n",
        picture.behind, picture.before
    )
}

/// How many rows a branch takes with all that follows it.
fn rows(branch: &Branch) -> usize {
    branch.rules.len().max(1) + branch.children.iter().map(rows).sum::<usize>()
}

fn place(rule: &Rule) -> String {
    let (file, line, _) = rule.place();
    format!("{file}:{line}")
}

fn endpoint(rule: &Rule) -> String {
    let notes = super::text::notes(rule);
    let endpoint = rule.endpoint().join(".");
    if notes.is_empty() { endpoint } else { format!("{endpoint} ({})", notes.join(", ")) }
}

fn length(text: &str) -> usize {
    (text.chars().count() as f32 * CHARACTER).ceil() as usize
}

impl Widths {
    fn measure(&mut self, branch: &Branch, depth: usize) {
        self.tree = self.tree.max(depth * INDENT + length(&branch.text));
        for rule in &branch.rules {
            self.methods = self.methods.max(length(&rule.methods().to_string()));
            self.endpoint = self.endpoint.max(length(&endpoint(rule)));
            self.place = self.place.max(length(&place(rule)));
        }
        branch.children.iter().for_each(|child| self.measure(child, depth + 1));
    }
}

struct Picture {
    widths: Widths,
    width: usize,
    row: usize,
    behind: String,
    before: String,
}

impl Picture {
    /// Draws a branch and what follows; gives the height of the middle of its row.
    fn add(&mut self, branch: &Branch, depth: usize) -> usize {
        let x = MARGIN + depth * INDENT;
        let middle = self.middle();
        self.stripe();
        self.segments(x, middle, &branch.text);
        for (n, rule) in branch.rules.iter().enumerate() {
            if n > 0 {
                self.row += 1;
                self.stripe();
            }
            let y = self.middle();
            let mut x = MARGIN + self.widths.tree + GAP;
            self.text(x, y, "methods", &rule.methods().to_string());
            x += self.widths.methods + GAP;
            self.text(x, y, "", &endpoint(rule));
            x += self.widths.endpoint + GAP;
            self.text(x, y, "quiet", &place(rule));
        }
        self.row += 1;
        for child in &branch.children {
            let to = self.add(child, depth + 1);
            let (from, down, right) = (middle + 9, x + 6, x + INDENT - 3);
            // Writing to a string cannot fail.
            let _ = writeln!(
                self.behind,
                "<path d=\"M{down} {from}V{}Q{down} {to} {} {to}H{right}\"/>",
                to - 6,
                down + 6
            );
        }
        middle
    }

    fn middle(&self) -> usize {
        MARGIN + self.row * ROW + ROW / 2
    }

    /// Every other row is tinted, so that the eye finds the end of a line.
    fn stripe(&mut self) {
        if self.row.is_multiple_of(2) {
            let (y, width) = (MARGIN + self.row * ROW, self.width - MARGIN);
            let stripe = format!(
                "<rect class=\"stripe\" x=\"{}\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\" rx=\"4\"/>\n",
                MARGIN / 2
            );
            // Lines are drawn over it.
            self.behind.insert_str(0, &stripe);
        }
    }

    /// The text of a branch, its variables in a colour of their own.
    fn segments(&mut self, x: usize, y: usize, text: &str) {
        let mut spans = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let variable = rest.starts_with('<');
            let end = if variable { rest.find('>').map(|at| at + 1) } else { rest.find('<') };
            let (span, after) = rest.split_at(end.unwrap_or(rest.len()));
            spans.push_str(if variable { "<tspan class=\"variable\">" } else { "<tspan>" });
            escape_into(span, &mut spans);
            spans.push_str("</tspan>");
            rest = after;
        }
        let _ = writeln!(self.before, "<text x=\"{x}\" y=\"{}\">{spans}</text>", y + 4);
    }

    fn text(&mut self, x: usize, y: usize, class: &str, text: &str) {
        let mut escaped = String::new();
        escape_into(text, &mut escaped);
        let _ = writeln!(self.before, "<text x=\"{x}\" y=\"{}\" class=\"{class}\">{escaped}</text>", y + 4);
    }
}
