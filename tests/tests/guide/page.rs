//! A page of the guide: its entries, and the cases that they quote.

use std::fs;
use std::path::{Path, PathBuf};

/// A page of `docs/checks`, or a chapter that quotes cases.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) entries: Vec<Entry>,
}

/// What stands under a heading of the second level: `## WE101: a rule begins with a slash`.
pub(crate) struct Entry {
    /// None of what rustc says by itself.
    pub(crate) code: Option<String>,
    pub(crate) title: String,
    /// The cases that it quotes, as in `rule/no_slash`.
    pub(crate) cases: Vec<String>,
    /// Whether something is said before the first case.
    pub(crate) meaning: bool,
    /// Whether something follows the cases, or stands between them.
    pub(crate) remedy: bool,
}

impl Page {
    pub(crate) fn read(folder: &Path, name: &str) -> Page {
        let path = folder.join(name).with_extension("md");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut entries: Vec<Entry> = Vec::new();
        let mut fenced = false;
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            if let Some(heading) = line.strip_prefix("## ") {
                let (code, title) = match heading.split_once(": ") {
                    Some((code, title)) if code.starts_with("WE") || code.starts_with("WL") => {
                        (Some(code.to_owned()), title)
                    }
                    _ => (None, heading),
                };
                let title = title.to_owned();
                entries.push(Entry { code, title, cases: Vec::new(), meaning: false, remedy: false });
            } else if let Some(case) = case_of(line) {
                entries.last_mut().expect("a case stands under a heading").cases.push(case.to_owned());
            } else if let Some(entry) = entries.last_mut()
                && !fenced
                && line.starts_with(|first: char| first.is_alphanumeric() || "`\"[".contains(first))
                && !line.starts_with("```")
            {
                *if entry.cases.is_empty() { &mut entry.meaning } else { &mut entry.remedy } = true;
            }
        }
        Page { name: name.to_owned(), path, text, entries }
    }

    /// The page with each case's example and message as the case now has them.
    pub(crate) fn with_fresh_cases(&self) -> String {
        let mut fresh = String::new();
        let mut lines = self.text.lines().peekable();
        while let Some(line) = lines.next() {
            fresh.push_str(line);
            fresh.push('\n');
            let Some(case) = case_of(line) else { continue };
            for fence in ["```compile_fail", "```text"] {
                if lines.next_if(|line| *line == fence).is_some() {
                    while lines.next().is_some_and(|line| line != "```") {}
                }
            }
            fresh.push_str(&format!("```compile_fail\n{}```\n", example(case)));
            fresh.push_str(&format!("```text\n{}\n```\n", message(case)));
        }
        fresh
    }
}

/// The case that a line refers to: `<!-- case: rule/no_slash -->`.
fn case_of(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- case: ")?.strip_suffix(" -->")
}

/// The text with `fresh` between two marks.
pub(crate) fn between(text: &str, from: &str, to: &str, fresh: &str) -> String {
    let (before, rest) = text.split_once(from).expect("the first mark is there");
    let (_, after) = rest.split_once(to).expect("the second mark is there");
    [before, from, fresh, to, after].concat()
}

/// What the compiler says of a case.
pub(crate) fn output(case: &str) -> String {
    let path = format!("ui/{case}.stderr");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first line of each error.
pub(crate) fn headlines(output: &str) -> Vec<String> {
    let errors = output.lines().filter(|line| line.starts_with("error"));
    errors.map(|line| line.split_once(": ").map_or(line, |(_, text)| text).to_owned()).collect()
}

/// Whether a line has the texts between the `…` of a pattern, in this order. A `…` of the line's own is one of them.
pub(crate) fn is_like(line: &str, pattern: &str) -> bool {
    let mut texts = pattern.split('…');
    let Some(mut rest) = line.strip_prefix(texts.next().unwrap_or_default()) else { return false };
    for text in texts {
        let Some(at) = rest.find(text) else { return false };
        rest = &rest[at + text.len()..];
    }
    rest.is_empty()
}

/// A case as rustdoc has it: without the line that says what it is about, the import hidden, and the `main` too unless
/// the message is about it.
fn example(case: &str) -> String {
    let path = format!("ui/{case}.rs");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| !line.starts_with("//!") && !line.is_empty()).unwrap_or(0);
    let main = lines.iter().position(|line| line.starts_with("fn main()")).expect("a case has a `main`");
    let told = output(case).lines().filter_map(told_line).max().unwrap_or(0);
    let mut written = String::new();
    let mut after_hidden = false;
    for (at, line) in lines.iter().enumerate().skip(first) {
        let hidden = *line == "use wegwerk::prelude::*;"
            || at + 1 >= main && told <= main
            || after_hidden && line.is_empty();
        match (hidden, line.is_empty()) {
            (true, true) => written.push('#'),
            (true, false) => written.extend(["# ", line]),
            (false, _) => written.push_str(line),
        }
        written.push('\n');
        after_hidden = hidden;
    }
    written
}

/// The number of the line of a case that a frame shows: `9 |     #[route("/")]`.
fn told_line(line: &str) -> Option<usize> {
    line.split_once(" |")?.0.trim().parse().ok()
}

/// What the compiler says, with paths as an app has them.
fn message(case: &str) -> String {
    let output = output(case);
    let own = format!("ui/{case}.rs");
    let paths = [
        (&*format!("$DIR/{own}"), "src/main.rs"),
        (&*own, "src/main.rs"),
        ("$WORKSPACE/framework/", "wegwerk/"),
        ("$DIR/", ""),
    ];
    let text = paths.iter().fold(output, |text, (from, to)| text.replace(from, to));
    text.trim_end().to_owned()
}
