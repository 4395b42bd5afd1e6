//! What is drawn: rules as text, and values for their arguments.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// A rule: its text, and its options.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) segments: Vec<Vec<Token>>,
    pub(crate) branch: bool,
    pub(crate) endpoint: u16,
    pub(crate) default: Option<(char, usize)>,
    pub(crate) alias: bool,
    pub(crate) methods: usize,
    pub(crate) strict: bool,
    pub(crate) merge: bool,
}

/// A piece of a segment.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    Literal(&'static str),
    Variable(char, &'static str),
}

/// A value, by the type of its argument.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Int(i128),
    Float(f64),
    Uuid(u128),
}

/// A URL that is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The rule, of those that are drawn, whose arguments have values.
    pub(crate) aim: usize,
    /// Whether the values are those that its converters take.
    pub(crate) fits: bool,
    pub(crate) method: Option<&'static str>,
    pub(crate) prefix: Value,
    pub(crate) values: Vec<Given>,
}

/// A value for an argument.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) name: char,
    pub(crate) value: Value,
    /// Whether it is left out though the rule has it, or there though the rule has not.
    pub(crate) stray: bool,
}

/// The names of arguments; each says its type.
pub(crate) const NAMES: [char; 5] = ['t', 's', 'n', 'f', 'u'];

const LITERALS: [&str; 14] = ["a", "b", "-", ".", "..", "x y", "é", "%2e", "+", "7", "a.b", "&;", "0", "日"];

const TEXT: [&str; 9] = [
    "<_>",
    "<string(minlength=0):_>",
    "<string(length=2):_>",
    "<string(maxlength=3):_>",
    "<string(minlength=2):_>",
    "<path:_>",
    "<any(a, b, \".\", \"x y\", \"..\", \"a-b\"):_>",
    "<any(\"7\", é, \"-\", \"%\"):_>",
    "<uuid:_>",
];
const INT: [&str; 6] = [
    "<_>",
    "<int:_>",
    "<int(signed=True):_>",
    "<int(fixed_digits=3):_>",
    "<int(fixed_digits=3, signed=True):_>",
    "<int(min=1, max=9):_>",
];
const FLOAT: [&str; 4] = ["<_>", "<float:_>", "<float(signed=True):_>", "<float(min=1, max=9):_>"];
const UUID: [&str; 2] = ["<_>", "<uuid:_>"];

/// Prefixes that an app is mounted under, with their variable.
pub(crate) const PREFIXES: [&str; 5] =
    ["/<t>", "/v<int:n>", "/a/<string(minlength=0):t>.<f>", "/b", "/<any(a, \"..\"):t>/x"];

fn token() -> impl Strategy<Value = Token> {
    let variable = |names: &'static [char], converters: &'static [&'static str]| {
        (select(names), select(converters)).prop_map(|(name, text)| Token::Variable(name, text))
    };
    prop_oneof![
        4 => select(&LITERALS[..]).prop_map(Token::Literal),
        4 => variable(&NAMES[..2], &TEXT),
        2 => variable(&NAMES[2..3], &INT),
        1 => variable(&NAMES[3..4], &FLOAT),
        1 => variable(&NAMES[4..], &UUID),
    ]
}

fn rule() -> impl Strategy<Value = Drawn> {
    let segment = prop_oneof![3 => vec(token(), 1..2), 2 => vec(token(), 2..4)].boxed();
    let segments = prop_oneof![3 => vec(segment.clone(), 1..2), 2 => vec(segment, 2..4)];
    let default = weighted(0.3, (select(&NAMES[..]), 0usize..3));
    let options =
        (prop::bool::weighted(0.15), select(&[0, 0, 0, 1, 2][..]), prop::bool::weighted(0.8), any::<bool>());
    (segments, prop::bool::weighted(0.3), select(&[0, 0, 0, 1][..]), default, options).prop_map(
        |(segments, branch, endpoint, default, (alias, methods, strict, merge))| Drawn {
            segments,
            branch,
            endpoint,
            default,
            alias,
            methods,
            strict,
            merge,
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    let fragments = select(
        &[
            "a",
            "b",
            "-",
            ".",
            "..",
            "/",
            "//",
            "%2F",
            "%2e",
            "é",
            "\u{fffd}",
            "\n",
            "\0",
            " ",
            "+",
            "7",
            "0",
            "-7",
            "1.5",
            "x y",
            "日",
            "\u{7f}",
            "A",
            "&",
            "=",
            "?",
            "#",
            "\\",
            ";",
            "🦀",
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67E55044-10B1-426F-9247-BB680E5FE0C8",
        ][..],
    );
    prop_oneof![
        6 => fragments.clone().prop_map(str::to_owned),
        5 => vec(fragments, 0..4).prop_map(|parts| parts.concat()),
        2 => "[a-z]{1,3}",
        1 => any::<String>(),
        1 => (1usize..400).prop_map(|length| "x.".repeat(length)),
    ]
}

fn int() -> impl Strategy<Value = i128> {
    prop_oneof![
        4 => -2i128..12,
        2 => -1000i128..1000,
        1 => any::<i64>().prop_map(i128::from),
        1 => select(&[i128::MIN, i128::MAX, i64::MIN as i128, u64::MAX as i128][..]),
    ]
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => select(&[0.0, -0.0, 1.0, 2.5, 7.0, 0.1, 1e16, 1e21, 1e-7, f64::MAX, f64::MIN_POSITIVE, 5e-324][..]),
        2 => prop::num::f64::ANY,
        1 => select(&[f64::INFINITY, f64::NEG_INFINITY, f64::NAN][..]),
    ]
}

fn value(name: char) -> BoxedStrategy<Value> {
    match name {
        'n' => int().prop_map(Value::Int).boxed(),
        'f' => float().prop_map(Value::Float).boxed(),
        'u' => any::<u128>().prop_map(Value::Uuid).boxed(),
        _ => text().prop_map(Value::Text).boxed(),
    }
}

fn call() -> impl Strategy<Value = Call> {
    let given = |name| {
        let parts = (value(name), prop::bool::weighted(0.03));
        parts.prop_map(move |(value, stray)| Given { name, value, stray })
    };
    let values: Vec<_> = NAMES.into_iter().map(given).collect();
    let method = select(&[None, None, None, Some("GET"), Some("POST")][..]);
    let prefix = prop_oneof![value('t'), value('n'), value('f')];
    (0usize..5, prop::bool::weighted(0.75), method, prefix, values)
        .prop_map(|(aim, fits, method, prefix, values)| Call { aim, fits, method, prefix, values })
}

/// Rules, the prefix that they are mounted under, and calls of them.
pub(crate) fn case() -> impl Strategy<Value = (Vec<Drawn>, Option<usize>, Vec<Call>)> {
    (vec(rule(), 1..5), weighted(0.3, 0..PREFIXES.len()), vec(call(), 20..21))
}
