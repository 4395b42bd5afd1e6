//! Markdown, as the documentation of an app has it: how rules are written in it, and where its marks end.

use alloc::format;
use alloc::string::String;

/// A text as code.
///
/// ```
/// use wegwerk_routing::markdown::code;
///
/// assert_eq!(code("/<name>"), "`/<name>`");
/// assert_eq!(code("/a`b"), "``/a`b``");
/// ```
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{space}{text}{space}{marks}")
}

/// A text within a cell of a table.
///
/// ```
/// use wegwerk_routing::markdown::{cell, code};
///
/// assert_eq!(cell(&code("/a|b")), "`/a\\|b`");
/// ```
pub fn cell(text: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '|' if !escaped => out.push_str("\\|"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// The number of backticks that a text begins with.
///
/// ```
/// use wegwerk_routing::markdown::run;
///
/// assert_eq!(run("``a` b"), 2);
/// ```
pub fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// How many bytes the code has that a text begins with, its backticks included; `None` where it has no end.
///
/// ```
/// use wegwerk_routing::markdown::code_span;
///
/// assert_eq!(code_span("``a` b`` c"), Some(8));
/// assert_eq!(code_span("``a` b"), None);
/// ```
pub fn code_span(text: &str) -> Option<usize> {
    let marks = run(text);
    let mut at = marks;
    loop {
        at += text[at..].find('`')?;
        let length = run(&text[at..]);
        at += length;
        if length == marks {
            return Some(at);
        }
    }
}

/// At which byte the bracket is closed that a text begins with. What is in code is no bracket, and neither is what stands
/// behind a backslash.
///
/// ```
/// use wegwerk_routing::markdown::closing;
///
/// assert_eq!(closing("[a [b] `]` c] d", '[', ']'), Some(12));
/// assert_eq!(closing("[a", '[', ']'), None);
/// ```
pub fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = text[at..].chars().next() {
        if next == '`' {
            at += code_span(&text[at..]).unwrap_or_else(|| run(&text[at..]));
            continue;
        }
        depth += i32::from(next == open) - i32::from(next == close);
        if depth == 0 {
            return Some(at);
        }
        at += next.len_utf8();
        if next == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("``a"), "``` ``a ```");
    }

    #[test]
    fn a_cell_is_one_line_without_bars() {
        assert_eq!(cell("a\nb | c \\| d"), "a b \\| c \\| d");
    }
}
