//! What a part takes, against expectations of Werkzeug and against a matcher that tries everything.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::grammar;

/// The values that `/rule` finds in a segment, or in all that follows the slash.
fn values(rule: &str, text: &str) -> Option<Vec<String>> {
    let parsed = grammar::parse(rule, true).unwrap_or_else(|e| panic!("`{rule}`: {e:?}"));
    let (parts, _) = parsed.leak();
    let [part] = parts else { panic!("`{rule}` has several parts") };
    found(part.pieces, text)
}

fn found(pieces: &[Piece<'_>], text: &str) -> Option<Vec<String>> {
    let path = format!("/{text}");
    let mut captures = Captures::new();
    let end = path.len();
    matches(pieces, path.as_bytes(), (1, end), &mut captures, &mut Steps::default()).then(|| {
        let spans = (0..captures.len()).filter_map(|n| captures.get(n));
        spans.map(|(start, end)| path[start..end].into()).collect()
    })
}

#[test]
fn variables_share_a_segment_as_in_werkzeug() {
    let cases: &[(&str, &str, Option<&[&str]>)] = &[
        ("/<a>-<b>", "x-y-z", Some(&["x-y", "z"])),
        ("/<a>-<b>", "-y", None),
        ("/<a>-<b>", "x-", None),
        ("/<path:a>-<b>", "x-y-z", Some(&["x", "y-z"])),
        ("/<path:a>-<path:b>", "x-y-z", Some(&["x", "y-z"])),
        ("/<path:a>/<path:b>", "x//y", Some(&["x/", "y"])),
        ("/<a><b>", "xyz", Some(&["xy", "z"])),
        ("/<a><b>", "x", None),
        ("/<int:a><int:b>", "123", Some(&["12", "3"])),
        ("/<int:a><b>", "12", Some(&["1", "2"])),
        ("/<int(signed=True):a><int(signed=True):b>", "-1-2", Some(&["-1", "-2"])),
        ("/<float:a><float:b>", "1.52.5", Some(&["1.5", "2.5"])),
        ("/<any(a, ab):x><y>", "abc", Some(&["a", "bc"])),
        ("/<any(ab, a):x><y>", "abc", Some(&["ab", "c"])),
        ("/<any(ab, a):x>b", "ab", Some(&["a"])),
        ("/<string(length=2):a><b>", "éüñ", Some(&["éü", "ñ"])),
        ("/<string(maxlength=2):a><b>", "éüñx", Some(&["éü", "ñx"])),
        ("/<string(minlength=0):a>-<b>", "-x", Some(&["", "x"])),
        (
            "/<uuid:u>.<e>",
            "00000000-0000-0000-0000-00000000000A.x",
            Some(&["00000000-0000-0000-0000-00000000000A", "x"]),
        ),
        ("/v<int:x>.<int:y>", "v1.2", Some(&["1", "2"])),
        ("/v<int:x>.<int:y>", "v1.2.3", None),
    ];
    for (rule, text, expected) in cases {
        let found = values(rule, text);
        assert_eq!(
            found.as_deref(),
            expected.map(|e| e.iter().map(|v| String::from(*v)).collect::<Vec<_>>()).as_deref(),
            "{rule} on {text}"
        );
    }
}

#[test]
fn each_converter_takes_what_its_pattern_says() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("/<x>", &["a", "é\n", "\0"], &["", "a/b"]),
        ("/<string(minlength=2, maxlength=3):x>", &["éü", "abc"], &["é", "abcd", ""]),
        (
            "/<int:x>",
            &["0", "007", "99999999999999999999999"],
            &["", "-1", "+1", "1_0", " 1", "1\n", "٣", "²"],
        ),
        ("/<int(signed=True):x>", &["-0", "7"], &["-", "--1"]),
        ("/<float:x>", &["1.5", "007.0"], &["1", "1.", ".5", "1e5", "1.5.2", "inf", "1.5\n", "٣.5", "-1.5"]),
        ("/<float(signed=True):x>", &["-1.5"], &["-.5", "-1."]),
        ("/<path:x>", &["a", "a/b//", "\nb", "a\0"], &["", "/a", "a\nb", "a\n"]),
        ("/<any(a, bc):x>", &["a", "bc"], &["b", "A", "abc", ""]),
        (
            "/<uuid:x>",
            &["01234567-89ab-CDEF-0123-456789abcdef"],
            &["0123456789abcdef0123456789abcdef", "g1234567-89ab-CDEF-0123-456789abcdef"],
        ),
    ];
    for (rule, taken, refused) in cases {
        for text in *taken {
            assert_eq!(values(rule, text), Some(alloc::vec![String::from(*text)]), "{rule} on {text:?}");
        }
        for text in *refused {
            assert_eq!(values(rule, text), None, "{rule} on {text:?}");
        }
    }
}

/// The first way in which the pieces take the text, trying ends in Werkzeug's order.
fn first(pieces: &[Piece<'_>], text: &str) -> Option<Vec<String>> {
    let Some((piece, rest)) = pieces.split_first() else {
        return text.is_empty().then(Vec::new);
    };
    let class = match piece {
        Piece::Literal(literal) => return first(rest, text.strip_prefix(literal)?),
        Piece::Variable(class) => class,
    };
    let take = |end: usize| {
        let mut values = first(rest, &text[end..])?;
        values.insert(0, text[..end].into());
        Some(values)
    };
    let ends = (0..=text.len()).filter(|end| text.is_char_boundary(*end));
    let mut ends: Vec<usize> = ends.filter(|end| takes_all(class, &text.as_bytes()[..*end])).collect();
    match class {
        Class::Any(items) => {
            return items.iter().filter(|item| text.starts_with(**item)).find_map(|item| take(item.len()));
        }
        Class::Path => {}
        _ => ends.reverse(),
    }
    ends.into_iter().find_map(take)
}

#[test]
fn what_is_taken_agrees_with_a_matcher_that_tries_everything() {
    let variables = [
        Class::Text { min: 1, max: u32::MAX },
        Class::Text { min: 0, max: 1 },
        Class::Text { min: 2, max: 3 },
        Class::Int { signed: false },
        Class::Int { signed: true },
        Class::Float { signed: false },
        Class::Float { signed: true },
        Class::Path,
        Class::Any(&["a", "-", "ab", "7"]),
        Class::Any(&["é", "", ".7"]),
    ];
    let pieces: Vec<Piece<'_>> =
        variables.into_iter().map(Piece::Variable).chain(["a", "-", "/", "é"].map(Piece::Literal)).collect();
    let alphabet = ["a", "b", "7", "-", ".", "/", "é", "\n"];
    let mut seed = 0x5eed_1234_5678_9abc_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let mut fitting = 0;
    for _ in 0..4_000 {
        let mut drawn: Vec<Piece<'_>> = (0..1 + below(5)).map(|_| pieces[below(pieces.len())]).collect();
        drawn.push(Piece::Variable(variables[below(variables.len())]));
        for _ in 0..20 {
            let text: String = (0..below(9)).map(|_| alphabet[below(alphabet.len())]).collect();
            let expected = first(&drawn, &text);
            fitting += usize::from(expected.is_some());
            assert_eq!(found(&drawn, &text), expected, "{drawn:?} on {text:?}");
        }
    }
    // Long enough for several words of notes.
    for _ in 0..400 {
        let mut drawn = alloc::vec![Piece::Variable(variables[below(3)]), pieces[below(pieces.len())]];
        drawn.push(Piece::Variable([Class::Text { min: 66, max: 70 }, Class::Path, variables[0]][below(3)]));
        let some = [alphabet[below(alphabet.len())], "é", "a"];
        let text: String = (0..60 + below(90)).map(|_| some[below(3)]).collect();
        let expected = first(&drawn, &text);
        fitting += usize::from(expected.is_some());
        assert_eq!(found(&drawn, &text), expected, "{drawn:?} on {text:?}");
    }
    assert!(fitting > 1_000, "only {fitting} texts fit");
}

#[test]
fn no_byte_is_read_ahead_again_at_every_offset() {
    let cases = [
        ("/<a><path:b>!", "a"),
        ("/<a><b><c>!", "a"),
        ("/<a><int:b><int:c>!", "7"),
        ("/<a><float(signed=True):b><float(signed=True):c>!", "7.7-"),
        ("/<path:a><b><path:c>!", "ab/"),
        ("/<a><string(minlength=700):b><c>!", "é"),
    ];
    for (rule, unit) in cases {
        let (parts, _) = grammar::parse(rule, true).unwrap_or_else(|e| panic!("`{rule}`: {e:?}")).leak();
        let target = unit.repeat(8192 / unit.len());
        let mut search = Search::new(parts[0].pieces, target.as_bytes());
        assert!(!search.fits(0, 0, 0, &mut Captures::new()));
        for run in [&search.digits, &search.fraction, &search.segment, &search.line] {
            assert!(run.read <= 2 * target.len(), "{} bytes are read for {rule}", run.read);
        }
    }
}
