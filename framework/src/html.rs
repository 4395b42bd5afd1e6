//! Escaping of text for HTML.

/// Appends `text` to `html`, escaped for an element's content and for an attribute in quotes.
pub(crate) fn escape_into(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (plain, tail) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match tail.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = tail.get(1..).unwrap_or("");
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::escape_into;

    #[test]
    fn no_text_ends_an_attribute_or_an_element() {
        let cases = [
            ("", ""),
            ("plain ü", "plain ü"),
            ("<a href=\"x\">'&amp;", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;"),
            ("'", "&#39;"),
        ];
        for (text, expected) in cases {
            let mut html = String::new();
            escape_into(text, &mut html);
            assert_eq!(html, expected);
        }
    }
}
