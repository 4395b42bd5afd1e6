//! A rule's text in segments, as it is written.

/// The segments of a rule's text, without the slash before each: `wiki` and `<path:page>` of `/wiki/<path:page>`; the last
/// one of a branch is empty. A slash within a variable separates nothing.
pub(crate) fn segments(text: &str) -> Vec<&str> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let (mut segments, mut from) = (Vec::new(), 0);
    let (mut within, mut quote) = (false, None);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) if within => quote = Some(c),
            ('<', None) => within = true,
            ('>', None) => within = false,
            ('/', None) if !within => {
                segments.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    segments.push(&text[from..]);
    segments
}

#[cfg(test)]
mod tests {
    use super::segments;

    #[test]
    fn a_slash_within_a_variable_separates_nothing() {
        assert_eq!(segments("/"), [""]);
        assert_eq!(segments("/wiki/<path:page>"), ["wiki", "<path:page>"]);
        assert_eq!(segments("/wiki/"), ["wiki", ""]);
        assert_eq!(
            segments("/<any(\"a/b\", 'c>/d'):x>-<y>/it's/z"),
            ["<any(\"a/b\", 'c>/d'):x>-<y>", "it's", "z"]
        );
    }
}
