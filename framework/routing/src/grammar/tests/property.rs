//! What holds for whatever text is read.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use proptest::collection::vec;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::grammar::{ParsedPart, ParsedPiece, ParsedRule, lints, parse};

const TOKENS: [&str; 57] = [
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

#[test]
fn no_text_makes_the_reader_panic_or_point_outside_of_it() {
    let config = Config {
        cases: 20_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x9e37_79b9_7f4a_7c15),
        ..Config::default()
    };
    let drawn = (proptest::bool::weighted(0.9), vec(select(&TOKENS[..]), 0..14));
    let (taken, wrong) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new(config).run(&drawn, |(slash, tokens): (bool, Vec<&str>)| {
        let rule = String::from(if slash { "/" } else { "" }) + &tokens.concat();
        for merge_slashes in [true, false] {
            match parse(&rule, merge_slashes) {
                Ok(parsed) => {
                    taken.set(taken.get() + 1);
                    check(&parsed);
                }
                Err(errors) => {
                    wrong.set(wrong.get() + 1);
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
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let (taken, wrong) = (taken.get(), wrong.get());
    assert!(taken > 2_000 && wrong > 2_000, "{taken} taken, {wrong} refused");
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
