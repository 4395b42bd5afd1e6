//! What holds for whatever text is read.

use alloc::string::String;

use crate::grammar::{ParsedPart, ParsedPiece, ParsedRule, lints, parse};

/// A small generator of numbers (xorshift), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

#[test]
fn no_text_makes_the_reader_panic_or_point_outside_of_it() {
    let tokens = [
        "/",
        "//",
        "<",
        ">",
        "(",
        ")",
        ":",
        ",",
        ", ",
        "\"",
        "'",
        "=",
        ";",
        "-",
        ".",
        " ",
        "\n",
        "\0",
        "é",
        "日",
        "🦀",
        "\u{301}",
        "\u{a0}",
        "٣",
        "a",
        "b",
        "_",
        "1",
        "23",
        "9999999999999999999999999999999999999999999",
        "int",
        "float",
        "string",
        "any",
        "path",
        "uuid",
        "Slug",
        "min=",
        "max=",
        "length=",
        "signed=",
        "True",
        "None",
        "inf",
        "1e999",
        "-5",
        "%2",
        "%20",
        "?",
        "#",
        "<a>",
        "<int:",
        "<any(",
        "<path:p>",
        "<string(2, ",
        "):x>",
        "\\",
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut taken, mut wrong) = (0, 0);
    for _ in 0..60_000 {
        let mut rule = String::from(if random.below(8) == 0 { "" } else { "/" });
        for _ in 0..random.below(14) {
            rule.push_str(tokens[random.below(tokens.len())]);
        }
        for merge_slashes in [true, false] {
            match parse(&rule, merge_slashes) {
                Ok(parsed) => {
                    taken += 1;
                    check(&parsed);
                }
                Err(errors) => {
                    wrong += 1;
                    assert!(!errors.is_empty());
                    assert!(errors.is_sorted_by_key(|error| error.span.start), "{rule:?}");
                    for error in errors {
                        assert!(rule.get(error.span.clone()).is_some(), "{rule:?}: {error:?}");
                        assert_eq!(
                            error.render(&rule).lines().count(),
                            if error.help.is_some() { 4 } else { 3 }
                        );
                    }
                }
            }
        }
    }
    assert!(taken > 5_000 && wrong > 5_000, "{taken} taken, {wrong} refused");
}

/// What holds for every rule that was read.
fn check(rule: &ParsedRule<'_>) {
    for lint in lints(rule) {
        assert!(rule.text.get(lint.span.clone()).is_some(), "{:?}: {lint:?}", rule.text);
    }
    for variable in &rule.variables {
        assert_eq!(&rule.text[variable.span.clone()], variable.name);
    }
    let captures = |part: &ParsedPart<'_>| {
        part.pieces.iter().filter(|piece| !matches!(piece, ParsedPiece::Literal(_))).count()
    };
    assert_eq!(rule.parts.iter().map(captures).sum::<usize>(), rule.variables.len());
    for (i, part) in rule.parts.iter().enumerate() {
        assert_eq!(part.is_static(), part.weight.is_empty());
        assert_eq!(part.rest, part.pieces.contains(&ParsedPiece::Path));
        assert!(!part.is_static() || !part.pattern.contains(['<', '/']));
        assert!(!part.suffixed || part.rest && i + 2 == rule.parts.len());
        assert!(!part.pieces.contains(&ParsedPiece::Literal("".into())), "{:?}", rule.text);
        let adjacent = part.pieces.windows(2).filter(|pair| pair.iter().all(is_literal)).count();
        assert_eq!(adjacent, 0, "{:?}", rule.text);
    }
}

fn is_literal(piece: &ParsedPiece<'_>) -> bool {
    matches!(piece, ParsedPiece::Literal(_))
}
