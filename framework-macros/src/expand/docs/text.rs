//! Markdown: what a doc comment says, and how parts of it are said elsewhere.

pub(super) use wegwerk_routing::markdown::{cell, code};
use wegwerk_routing::markdown::{closing, code_span, run};

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use super::html::missing_ends;

/// What doc comments say, without the indentation that all of their lines have. What only the compiler can read, such
/// as `#[doc = include_str!(…)]`, is not in it.
pub(crate) fn of(docs: &[Attribute]) -> String {
    let all: Vec<String> = docs.iter().filter_map(said).collect();
    let all = all.join("\n");
    let least = indentation(&all);
    let is_blank = |line: &&str| line.trim().is_empty();
    let lines: Vec<&str> = all
        .lines()
        .map(|line| if is_blank(&line) { "" } else { line.get(least..).unwrap_or(line) })
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A text that stands below doc comments, indented as they are: all of it loses what all lines have.
pub(super) fn below(docs: &[Attribute], text: &str) -> String {
    let is_text = |attribute: &&Attribute| matches!(attribute.meta, Meta::NameValue(_));
    let all: Option<Vec<String>> = docs.iter().filter(is_text).map(said).collect();
    let indent = " ".repeat(all.map_or(0, |all| indentation(&all.join("\n"))));
    let lines =
        text.lines().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// What all lines of a text begin with.
fn indentation(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0)
}

fn said(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let mut value = &pair.value;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// Whether doc attributes say `hidden`.
pub(crate) fn is_hidden(docs: &[Attribute]) -> bool {
    docs.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.tokens.to_string().split(',').any(|word| word.trim() == "hidden"),
        _ => false,
    })
}

/// The first paragraph, in one line, for a cell of a table; of a list its first item.
pub(super) fn summary(text: &str) -> String {
    let mut first: Vec<&str> = Vec::new();
    for line in text.lines().map(|line| line.trim_start_matches([' ', '>']).trim_end()) {
        let ends = ["#", "```", "~~~", "|"].iter().any(|mark| line.starts_with(mark))
            || line.chars().all(|c| c == '=')
            || line.chars().all(|c| c == '-');
        match (ends, item(line)) {
            (false, Some(said)) if first.is_empty() => first.push(said),
            (false, None) => first.push(line),
            _ => break,
        }
    }
    let said = without_links(&first.join("\n"));
    cell(&format!("{}{}", said.trim(), missing_ends(&said).concat()))
}

/// What an item of a list says, where the line begins one.
fn item(line: &str) -> Option<&str> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks: &[&str] = if digits.len() < line.len() { &[". ", ") "] } else { &["- ", "* ", "+ "] };
    marks.iter().find_map(|mark| digits.strip_prefix(mark)).map(str::trim_start)
}

/// The text up to its first heading or code, without links: what they lead to is found where the text was written, and
/// its examples are run there.
pub(super) fn carried(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        let is_code = line.starts_with("    ") && lines.last().is_none_or(|last| last.trim().is_empty());
        let trimmed = line.trim_start();
        if is_code || ["#", "```", "~~~"].iter().any(|mark| trimmed.starts_with(mark)) {
            break;
        }
        lines.push(line);
    }
    let said = without_links(lines.join("\n").trim_end());
    match &missing_ends(&said)[..] {
        [] => said,
        ends => format!("{said}\n\n{}", ends.join("\n")),
    }
}

/// The text with what links say in place of the links, but for those to other sites.
pub(super) fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '[', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match rest.as_bytes()[0] {
            b'`' => code_span(rest).unwrap_or_else(|| run(rest)),
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ if begins_line(&out)
                && let Some(length) = definition(rest) =>
            {
                rest = &rest[length..];
                continue;
            }
            _ => match link(rest) {
                Some((said, length)) => {
                    // Of an image what it shows.
                    if !said.starts_with('[') && out.ends_with('!') && !out.ends_with("\\!") {
                        out.pop();
                    }
                    out.push_str(&said);
                    rest = &rest[length..];
                    continue;
                }
                None => 1,
            },
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out + rest
}

/// Whether what comes next begins a line, or is in its indentation.
fn begins_line(before: &str) -> bool {
    before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// How long the definition of a link or a footnote is that a text begins with.
fn definition(text: &str) -> Option<usize> {
    let end = closing(text, '[', ']')?;
    let target = text[end + 1..].strip_prefix(':')?;
    let line = target.split('\n').next().unwrap_or_default();
    // The target may stand in the next line.
    let next = target[line.len()..].strip_prefix('\n').and_then(|rest| rest.split('\n').next());
    let below = next.filter(|_| line.trim().is_empty()).map_or(0, |next| 1 + next.len());
    Some(end + 2 + line.len() + below)
}

/// What the link that a text begins with says, and how long it is; `None` where it is none.
fn link(text: &str) -> Option<(String, usize)> {
    let end = closing(text, '[', ']')?;
    let said = &text[1..end];
    let after = &text[end + 1..];
    if after.starts_with('(') {
        let close = closing(after, '(', ')')?;
        let length = end + 1 + close + 1;
        let target = after[1..close].trim();
        let elsewhere = ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
        return Some((if elsewhere { text[..length].to_owned() } else { without_links(said) }, length));
    }
    if after.starts_with('[') {
        let close = closing(after, '[', ']')?;
        return Some((without_links(said), end + 1 + close + 1));
    }
    // What a footnote says is left out.
    if said.starts_with('^') {
        return Some((String::new(), end + 1));
    }
    is_path(said).then(|| (said.to_owned(), end + 1))
}

/// Whether brackets around a text make it a link to an item.
fn is_path(text: &str) -> bool {
    let of_path = |c: char| c.is_alphanumeric() || "_:<>(),!@#&*' ".contains(c);
    let bare = text.trim_matches('`');
    !bare.is_empty()
        && (bare.len() < text.len() || !bare.contains(' '))
        && bare.chars().all(of_path)
        && bare.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// `a`, `b` and `c`.
pub(super) fn list(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs(block: &str) -> Vec<Attribute> {
        let item: syn::ItemStruct = syn::parse_str(&format!("{block}\nstruct X;")).unwrap();
        item.attrs
    }

    #[test]
    fn a_comment_loses_its_indentation() {
        assert_eq!(
            of(&docs("/// One\n///\n///   two\n#[doc = \" three\"]\n#[doc(alias = \"x\")]")),
            "One\n\n  two\nthree"
        );
        assert_eq!(of(&docs("#[doc = include_str!(\"x\")]")), "");
        assert_eq!(below(&docs("///   One\n///  two\n#[doc(hidden)]"), "a\n\nb"), "  a\n\n  b");
        assert_eq!(below(&docs("///   One\n#[doc = include_str!(\"x\")]"), "a"), "a");
        assert!(is_hidden(&docs("#[doc(alias = \"x\")]\n#[doc(hidden)]")));
        assert!(!is_hidden(&docs("/// hidden")));
    }

    #[test]
    fn links_leave_what_they_say() {
        let cases = [
            ("See [`Self::x`] and [the form](Form), or [`a|b`][c].", "See `Self::x` and the form, or `a|b`."),
            ("[Site](https://example.com/a_(b)) stays", "[Site](https://example.com/a_(b)) stays"),
            (
                "an [index] of `[code]`, [two words], a[0] and \\[x]",
                "an index of `[code]`, [two words], a[0] and \\[x]",
            ),
            ("[x]: crate::X\nrest", "\nrest"),
            ("[x]:\n  crate::X\nrest", "\nrest"),
            ("See [x]: it is [y]\n  [y]: crate::Y", "See x: it is y\n  "),
            ("[`Vec<T>`] [struct@Foo] [unclosed", "`Vec<T>` struct@Foo [unclosed"),
            ("`` a ` [b] `` ` open [b]", "`` a ` [b] `` ` open b"),
            ("grün [ä](b) – [ö", "grün ä – [ö"),
            (
                "![a cat](cat.png), ![x](https://e.org/x.png), yes\\![y](y)!",
                "a cat, ![x](https://e.org/x.png), yes\\!y!",
            ),
            ("of a note[^1].\n\n[^1]: The note.", "of a note.\n\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_links(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_carried_up_to_its_first_heading_or_code() {
        assert_eq!(carried("One\ntwo\n\nThree\n\n# Errors\nx"), "One\ntwo\n\nThree");
        assert_eq!(carried("One\n\n    let x = 1;\n"), "One");
        assert_eq!(carried("One\n    goes on\n```\nx\n```"), "One\n    goes on");
        assert_eq!(summary("One\ntwo | \\|\n\nThree"), "One two \\| \\|");
        assert_eq!(
            carried("<details>\n<summary>More</summary>\n\n```\nx\n```\n\n</details>"),
            "<details>\n<summary>More</summary>\n\n</details>"
        );
    }

    #[test]
    fn a_summary_is_one_line_of_text() {
        for (text, expected) in [
            ("# Heading", ""),
            ("| a | b |\n|---|---|\n| c | d |", ""),
            ("Title\n=====\n\nText", "Title"),
            ("Text\n\nMore", "Text"),
            ("> A quote\n> goes on.\n>\n> More", "A quote goes on."),
            ("- one\n- two", "one"),
            ("1. one\n2. two", "one"),
            ("Either:\n- one\n- two", "Either:"),
            ("-1 or 2.5 times *x*\n+ y", "-1 or 2.5 times *x*"),
            ("<b>Bold in\n\ntwo</b>", "<b>Bold in</b>"),
            ("See [the\nguide]: it is\nlong\n[x]: crate::X", "See [the guide]: it is long"),
        ] {
            assert_eq!(summary(text), expected, "{text}");
        }
    }
}
