//! Doc comments between `/**` and `*/`. A macro is given them with the stars at the beginnings of their lines, which the
//! compiler takes off all others: they would be bullets.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};

/// The item with its doc comments as they are meant.
pub(crate) fn unstarred(item: TokenStream) -> TokenStream {
    item.into_iter().map(of_tree).collect()
}

fn of_tree(tree: TokenTree) -> TokenTree {
    match tree {
        TokenTree::Group(group) => {
            let mut new = Group::new(group.delimiter(), unstarred(group.stream()));
            new.set_span(group.span());
            TokenTree::Group(new)
        }
        TokenTree::Literal(literal) => TokenTree::Literal(of_literal(&literal).unwrap_or(literal)),
        other => other,
    }
}

fn of_literal(literal: &Literal) -> Option<Literal> {
    let source = literal.span().source_text()?;
    if !source.starts_with("/**") && !source.starts_with("/*!") {
        return None;
    }
    let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?;
    let mut new = Literal::string(&without_stars(&text.value())?);
    new.set_span(literal.span());
    Some(new)
}

/// The text without the column of stars; `None` where some line has none there.
fn without_stars(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_blank = |line: &&str| line.trim().is_empty();
    // The first line stands behind the mark, the last one may hold nothing but the end.
    let (first, rest) = lines.split_first()?;
    let end = rest.iter().rposition(|line| !is_blank(line))? + 1;
    let rest = &rest[..end];
    let column = rest[0].find('*')?;
    let mut out = vec![*first];
    for line in rest {
        let (before, after) = line.split_at_checked(column)?;
        out.push(before.trim().is_empty().then(|| after.strip_prefix('*'))??);
    }
    Some(out.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_stars_is_no_text() {
        assert_eq!(without_stars(" One\n  * two\n  *\n  * * three\n  ").unwrap(), " One\n two\n\n * three");
        assert_eq!(without_stars("\n * a\n * b\n").unwrap(), "\n a\n b");
        for kept in
            [" One line", "\n * a\n b", "\n  * a\n * b", "\n * a\n\n * b", " One\n\n", "\n ä * x\n * b"]
        {
            assert_eq!(without_stars(kept), None, "{kept:?}");
        }
    }
}
