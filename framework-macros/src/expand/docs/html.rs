//! HTML in doc comments: what a part of one leaves open takes in all that follows it on the page.

use wegwerk_routing::markdown::{code_span, run};

/// Those that nothing closes, and those that the next of their kind or the end of their parent closes.
const NEVER_CLOSED: [&str; 27] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "keygen", "li", "link", "meta",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// What closes the tags and the comment that a text leaves open.
pub(super) fn missing_ends(text: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['`', '\\', '<']) {
        at += next;
        let rest = &text[at..];
        at += match rest.as_bytes()[0] {
            b'`' => code_span(rest).unwrap_or_else(|| run(rest)),
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ if rest.starts_with("<!--") => match rest[4..].find("-->") {
                Some(end) => 4 + end + 3,
                None => return [vec!["-->".to_owned()], ends(open)].concat(),
            },
            _ => match tag(rest) {
                Some(Tag { name, closes: true, length }) => {
                    if let Some(last) = open.iter().rposition(|open| *open == name) {
                        open.truncate(last);
                    }
                    length
                }
                Some(Tag { name, closes: false, length }) => {
                    if !rest[..length].ends_with("/>") && !NEVER_CLOSED.contains(&&*name) {
                        open.push(name);
                    }
                    length
                }
                None => 1,
            },
        };
    }
    ends(open)
}

fn ends(open: Vec<String>) -> Vec<String> {
    open.into_iter().rev().map(|name| format!("</{name}>")).collect()
}

struct Tag {
    name: String,
    closes: bool,
    length: usize,
}

/// The tag that a text begins with.
fn tag(text: &str) -> Option<Tag> {
    let closes = text[1..].starts_with('/');
    let start = if closes { 2 } else { 1 };
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = text[start..].split(|c| !is_of_name(c)).next().unwrap_or_default();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let after = &text[start + name.len()..];
    if !after.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
        return None;
    }
    let mut quote = None;
    for (n, c) in after.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let length = start + name.len() + n + 1;
                return Some(Tag { name: name.to_ascii_lowercase(), closes, length });
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_closed() {
        for (text, expected) in [
            ("plain <b>bold</b> <br> <img src=\"a>b\"> <https://example.org> a < b", ""),
            ("<details><summary>More</summary>\n\n<b>x", "</b></details>"),
            ("<div class=\"warning\">\n\nx\n\n</div>", ""),
            ("`<b>` and \\<b> and <Own/> and ``<i> ` <i>``", ""),
            ("<!-- <b> -->", ""),
            ("<i><!-- <b>", "--></i>"),
            ("<ul><li>one<li>two</ul><p>x", ""),
            ("<i><b>x</i>", ""),
            ("Vec<T> <ü> <1>", "</t>"),
            ("<b", ""),
        ] {
            assert_eq!(missing_ends(text).concat(), expected, "{text}");
        }
    }
}
