//! Texts of a description: CommonMark as markup, JSON with its tokens told apart.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::table::Table;

/// CommonMark as markup. HTML in it is shown as it is written, and a picture is a link to it: nothing of a description
/// runs, and nothing is asked of another host.
pub(super) fn markdown(text: &str) -> Markup {
    markdown_under(2, text)
}

/// The same, whose headings stand under one of this level.
pub(super) fn markdown_under(above: usize, text: &str) -> Markup {
    let mut dropped = Vec::new();
    let mut table = Table::default();
    let events =
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).filter_map(|event| {
            if let Some(part) = table.markup(&event) {
                return Some(Event::InlineHtml(CowStr::Borrowed(part)));
            }
            match event {
                Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
                Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                    Some(Event::Start(Tag::Heading { level: lower(level, above), id: None, classes, attrs }))
                }
                Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(lower(level, above)))),
                Event::Start(
                    Tag::Link { link_type, dest_url, title, id }
                    | Tag::Image { link_type, dest_url, title, id },
                ) => {
                    let kept = is_address(&dest_url);
                    dropped.push(!kept);
                    kept.then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    (!dropped.pop().unwrap_or(true)).then_some(Event::End(TagEnd::Link))
                }
                Event::SoftBreak => Some(Event::Text(CowStr::Borrowed("\n"))),
                event => Some(event),
            }
        });
    let mut markup = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut markup, events);
    html! { div.prose { (PreEscaped(markup)) } }
}

/// The first line of a CommonMark text within a line of markup: what is emphasized and what is code, but no links.
pub(super) fn line(text: &str) -> Markup {
    let first = text.trim().lines().next().unwrap_or_default();
    let events = Parser::new_ext(first, Options::ENABLE_STRIKETHROUGH).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Text(_)
        | Event::Code(_)
        | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => Some(event),
        _ => None,
    });
    let mut markup = String::new();
    pulldown_cmark::html::push_html(&mut markup, events);
    PreEscaped(markup)
}

/// A heading, so much further down; text that begins with a deeper one leaps, as its author had it.
fn lower(level: HeadingLevel, above: usize) -> HeadingLevel {
    let level = (level as usize).saturating_sub(2) + above + 1;
    HeadingLevel::try_from(level.min(6)).unwrap_or(HeadingLevel::H6)
}

/// Whether a link may lead there: to the web, by mail, or relative. A path of Rust is none.
pub(super) fn is_address(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|of| of.0);
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

/// A value as text with indents, and the kinds of tokens marked.
pub(super) fn json(value: &Value) -> Markup {
    let mut markup = String::new();
    write(value, 0, &mut markup);
    PreEscaped(markup)
}

fn write(value: &Value, indent: usize, markup: &mut String) {
    let line = |indent: usize, markup: &mut String| {
        markup.push('\n');
        markup.extend(std::iter::repeat_n("  ", indent));
    };
    match value {
        Value::Object(entries) if !entries.is_empty() && indent < 64 => {
            markup.push('{');
            for (index, (key, inner)) in entries.iter().enumerate() {
                if index > 0 {
                    markup.push(',');
                }
                line(indent + 1, markup);
                token("k", &Value::from(key.as_str()).to_string(), markup);
                markup.push_str(": ");
                write(inner, indent + 1, markup);
            }
            line(indent, markup);
            markup.push('}');
        }
        Value::Array(items) if !items.is_empty() && indent < 64 => {
            markup.push('[');
            for (index, inner) in items.iter().enumerate() {
                if index > 0 {
                    markup.push(',');
                }
                line(indent + 1, markup);
                write(inner, indent + 1, markup);
            }
            line(indent, markup);
            markup.push(']');
        }
        Value::String(_) => token("s", &value.to_string(), markup),
        Value::Number(_) => token("n", &value.to_string(), markup),
        Value::Bool(_) | Value::Null => token("l", &value.to_string(), markup),
        Value::Object(_) | Value::Array(_) => crate::html::escape_into(&value.to_string(), markup),
    }
}

fn token(class: &str, text: &str, markup: &mut String) {
    markup.push_str("<span class=\"");
    markup.push_str(class);
    markup.push_str("\">");
    crate::html::escape_into(text, markup);
    markup.push_str("</span>");
}

/// A value within a sentence: a text without quotes, all else as JSON.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A block of code, with its language for the eye of the reader.
pub(super) fn code(content: &Markup) -> Markup {
    html! { pre.code tabindex="0" { code { (content) } } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_of_a_text_runs_or_is_loaded() {
        let cases = [
            ("<script>x</script>", "<script"),
            ("a <img src=x onerror=y>", "<img"),
            ("![alt](https://example.org/a.png)", "<img"),
            ("[a](javascript:alert)", "href"),
            ("[a](JAVASCRIPT:alert)", "href"),
            ("[a](data:text/html,x)", "href"),
            ("[`Json`](crate::Json)", "href"),
            ("[a]: javascript:x\n\n[a]", "href"),
            ("<javascript:x>", "href"),
        ];
        for (text, forbidden) in cases {
            let markup = markdown(text).into_string();
            assert!(!markup.contains(forbidden), "{text}: {markup}");
        }
    }

    #[test]
    fn links_headings_and_tables_are_kept() {
        let markup =
            markdown("# A\n\n[b](https://example.org/?q=a:b) [c](../d) ~~e~~\n\n|f|\n|-|\n|g|").into_string();
        for kept in [
            "<h3>A</h3>",
            "href=\"https://example.org/?q=a:b\"",
            "href=\"../d\"",
            "<del>e</del>",
            "<td>g</td>",
        ] {
            assert!(markup.contains(kept), "{kept}: {markup}");
        }
    }

    #[test]
    fn a_line_has_no_blocks_and_no_links() {
        for (text, expected) in [
            ("Not `a/b`, *nor* **c**.\n\nMore.", "Not <code>a/b</code>, <em>nor</em> <strong>c</strong>."),
            ("- [a](https://example.org) <b>", "a &lt;b&gt;"),
            ("# Title", "Title"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("", ""),
        ] {
            assert_eq!(line(text).0, expected, "{text}");
        }
    }

    #[test]
    fn columns_are_aligned_without_a_style() {
        let markup = markdown("|a `style=\"text-align: right\"`|b|\n|:-:|-:|\n|c|d|").into_string();
        for part in [
            "<thead><tr><th class=\"center\">a <code>style=\"text-align: right\"</code></th><th class=\"right\">b</th></tr></thead>",
            "<tbody><tr><td class=\"center\">c</td><td class=\"right\">d</td></tr></tbody></table>",
        ] {
            assert!(markup.contains(part), "{part} in {markup}");
        }
    }

    #[test]
    fn json_is_marked_and_escaped() {
        assert_eq!(
            json(&json!({"<k>": ["</span>", 1.5, null], "e": {}})).into_string(),
            "{\n  <span class=\"k\">&quot;&lt;k&gt;&quot;</span>: [\n    <span class=\"s\">&quot;&lt;/span&gt;&quot;</span>,\n    \
             <span class=\"n\">1.5</span>,\n    <span class=\"l\">null</span>\n  ],\n  <span class=\"k\">&quot;e&quot;</span>: {}\n}"
        );
    }
}
