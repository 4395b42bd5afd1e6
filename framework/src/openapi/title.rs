//! The title of an operation: a plain text, where the comment that it comes from is Markdown.

use wegwerk_routing::markdown::{closing, code_span, run};

/// The first paragraph of a comment as a plain line, and the rest as it is.
pub(super) fn split(docs: &str) -> (String, &str) {
    let (first, rest) = docs.split_once("\n\n").unwrap_or((docs, ""));
    (plain(&first.split_whitespace().collect::<Vec<_>>().join(" ")), rest.trim())
}

/// A line of Markdown without the marks of code and links, and without escapes.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['`', '[', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match rest.as_bytes()[0] {
            b'`' => Some(code(rest)),
            b'[' => link(rest),
            _ => escaped(rest),
        };
        let (text, after) = taken.unwrap_or_else(|| (rest[..1].to_owned(), &rest[1..]));
        out.push_str(&text);
        rest = after;
    }
    out + rest
}

/// What the code says that a text begins with, and what follows it.
fn code(text: &str) -> (String, &str) {
    let marks = run(text);
    match code_span(text) {
        Some(end) => (text[marks..end - marks].trim().to_owned(), &text[end..]),
        // Without an end the marks are letters.
        None => (text[..marks].to_owned(), &text[marks..]),
    }
}

/// The words of a link at the beginning of a text, and what follows it: of one to an item of Rust, too, which is written as
/// code. Other brackets are none.
fn link(text: &str) -> Option<(String, &str)> {
    let (words, after) = enclosed(text, '[', ']')?;
    let rest = match after.chars().next() {
        Some('(') => enclosed(after, '(', ')')?.1,
        Some('[') => enclosed(after, '[', ']')?.1,
        _ if words.starts_with('`') && words.ends_with('`') => after,
        _ => return None,
    };
    Some((plain(words), rest))
}

fn escaped(text: &str) -> Option<(String, &str)> {
    let escaped = text[1..].chars().next().filter(char::is_ascii_punctuation)?;
    Some((escaped.to_string(), &text[2..]))
}

/// What stands between a bracket at the beginning of a text and the one that closes it, and what follows.
fn enclosed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let end = closing(text, open, close)?;
    Some((&text[1..end], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        for (markdown, text) in [
            ("A [`Note`] by [its number](crate::Note).", "A Note by its number."),
            ("See [the `docs`][docs], ``a`b`` and `a[0]`.", "See the docs, a`b and a[0]."),
            ("Of [0, 1], \\[x\\] and \\u{301}.", "Of [0, 1], [x] and \\u{301}."),
            ("A [link (with) [brackets]](x(y)z) ends.", "A link (with) [brackets] ends."),
            ("`open, [open, and \\", "`open, [open, and \\"),
            ("ünï [ö]( `ä", "ünï [ö]( `ä"),
            ("", ""),
        ] {
            assert_eq!(split(markdown), (text.to_owned(), ""), "{markdown}");
        }
    }

    #[test]
    fn the_rest_stays_as_it_is() {
        assert_eq!(split("A\n`b`.\n\nMore of `it`.\n"), ("A b.".to_owned(), "More of `it`."));
    }
}
