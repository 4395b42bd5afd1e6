//! Rules in Markdown, as the documentation of an app has them.

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
