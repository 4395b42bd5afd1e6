//! What a rule is, as plain data: it takes what [`grammar`](crate::grammar) read, and is what the conflict
//! check, the table and the matcher work on. All of it can stand in a `const`.

use crate::method::Methods;

/// One rule of an app.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// The rule as it was written: `/<short_id>+`.
    pub text: &'a str,
    /// One part per segment after the leading slash; a branch ends in an empty static part. `/` alone is
    /// one empty static part.
    pub parts: &'a [Part<'a>],
    /// The variables, in the order in which they stand in the rule.
    pub variables: &'a [Variable<'a>],
    /// The subdomain or the host that the rule is for, where it or its app names one.
    pub domain: Option<&'a Domain<'a>>,
    /// The methods that the rule takes.
    pub methods: Methods<'a>,
    /// Whether the rule takes WebSocket handshakes, and nothing else.
    pub websocket: bool,
    /// Whether `/foo/` redirects `/foo` (and `/foo` refuses `/foo/`), or both are taken.
    pub strict_slashes: bool,
    /// Whether a path is taken whose doubled slashes had to be merged first.
    pub merge_slashes: bool,
    /// Whether the type of an argument may refuse what the pattern of its variable takes, so that the rule makes no other
    /// unreachable.
    pub refuses: bool,
    /// Settles a tie with another rule: higher goes first.
    pub priority: i16,
    /// The name of the endpoint: the method's name without `on_`.
    pub endpoint: &'a str,
    /// The endpoint's number within its app.
    pub number: u16,
    /// For each path argument of the endpoint, in order: where its value comes from.
    pub slots: &'a [Slot],
    /// Values that go to the handler beside those of the variables.
    pub defaults: &'a [Default<'a>],
    /// Whether its handler blocks the thread that it is called on.
    pub blocking: bool,
    /// What is done with a request that the rule takes.
    pub action: Action<'a>,
    /// Where the rule is written.
    pub place: &'a Place<'a>,
}

impl<'a> Rule<'a> {
    /// A rule without options. `endpoint` is its name and its number within its app.
    pub const fn new(
        text: &'a str,
        parts: &'a [Part<'a>],
        variables: &'a [Variable<'a>],
        methods: Methods<'a>,
        (endpoint, number): (&'a str, u16),
        slots: &'a [Slot],
        place: &'a Place<'a>,
    ) -> Self {
        Rule { text, parts, variables, methods, endpoint, number, slots, place, ..Rule::EMPTY }
    }

    /// A rule of no parts, which takes nothing: what the others are written from.
    pub const EMPTY: Rule<'static> = Rule {
        text: "",
        parts: &[],
        variables: &[],
        domain: None,
        methods: Methods::NONE,
        websocket: false,
        strict_slashes: true,
        merge_slashes: true,
        refuses: false,
        priority: 0,
        endpoint: "",
        number: 0,
        slots: &[],
        defaults: &[],
        blocking: false,
        action: Action::Handle { canonical: &[] },
        place: &Place { file: "", line: 0, column: 0 },
    };
}

/// The most variables that a rule can have, those of its host and of the prefixes that it is mounted under
/// included.
pub const MAX_VARIABLES: usize = 32;

/// Where the value of an argument comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The rule has none.
    None,
    /// The n-th variable of the rule.
    Path(u8),
    /// The n-th variable of the rule's subdomain or host.
    Domain(u8),
    /// The n-th of the app's [`Outer`](crate::map::Outer) variables.
    Outer(u8),
    /// The n-th of the rule's defaults.
    Default(u8),
}

/// The subdomain or the host of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Domain<'a> {
    /// As it was written: `<lang>`, `api`, `shop.<domain>`.
    pub text: &'a str,
    /// What it looks like: all of it is one part. A host is compared in lower case.
    pub part: Part<'a>,
    /// Its variables.
    pub variables: &'a [Variable<'a>],
    /// It is the whole host rather than a subdomain.
    pub host: bool,
}

/// A value that a rule gives to its handler.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Default<'a> {
    /// The name of the argument.
    pub name: &'a str,
    /// The value.
    pub value: Value<'a>,
    /// The value as a variable would have it: what the argument's type reads.
    pub text: &'a str,
}

/// A value of a default, as it is compared with what a variable found: numbers by their value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A whole number.
    Int(i128),
    /// A number with a point.
    Float(f64),
    /// Text.
    Text(&'a str),
    /// A truth value.
    Bool(bool),
}

/// What is done with a request that a rule takes.
#[derive(Clone, Copy, Debug)]
pub enum Action<'a> {
    /// The handler is called; unless the values found are those of one of the `canonical` rules, in order: then the
    /// client is sent there.
    Handle {
        /// Rules of the same endpoint with defaults for what this one has variables for.
        canonical: &'a [&'a Rule<'a>],
    },
    /// The client is sent to the first of these rules of the same endpoint that the values fit.
    Alias {
        /// The rules, in the order in which URLs are built.
        canonical: &'a [&'a Rule<'a>],
    },
    /// The client is sent to another address: literal text and, by their number, variables of the rule.
    RedirectTo(&'a [Target<'a>]),
    /// The rule takes no request: URLs are built from it.
    BuildOnly,
}

/// A piece of the address that a rule redirects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// Text that stands there as it is.
    Literal(&'a str),
    /// The n-th argument's value, as its variable is built.
    Slot(Slot),
}

/// A place in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file, as the compiler names it.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// What one segment of the path has to look like; a part with a `path` variable stands for the whole rest of
/// the path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part<'a> {
    /// What it looks like, in one canonical text: two parts are equal when their `pattern` and kind are. Of a
    /// static part, the literal itself.
    pub pattern: &'a str,
    /// Literals and variables, in order. Empty for a static part.
    pub pieces: &'a [Piece<'a>],
    /// The weight of a dynamic part, smaller first, compared as slices are. Empty for a static part.
    pub weight: &'a [u16],
    /// The part holds a `path` variable: it takes the whole rest of the path, slashes included.
    pub rest: bool,
    /// The part takes the rest, and the rule ends in a slash after it: the pieces are followed by an optional
    /// slash, which no slash may precede; an empty static part follows.
    pub suffixed: bool,
}

impl<'a> Variable<'a> {
    /// A variable whose converter refuses nothing that its pattern takes.
    pub const fn new(name: &'a str, class: Class<'a>, accepts: Option<fn(&str) -> bool>) -> Self {
        Variable { name, class, limits: Limits::None, accepts }
    }
}

impl<'a> Part<'a> {
    /// A literal.
    pub const fn literal(text: &'a str) -> Self {
        Part { pattern: text, pieces: &[], weight: &[], rest: false, suffixed: false }
    }

    /// Whether the part is literal text.
    pub const fn is_static(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// A piece of a dynamic part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Text that stands there as it is.
    Literal(&'a str),
    /// A variable, by what its converter's pattern takes.
    Variable(Class<'a>),
}

/// What the pattern of a converter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class<'a> {
    /// `string`: `min` to `max` characters, none of them a slash. `max` is `u32::MAX` where there is no limit.
    Text {
        /// The smallest number of characters.
        min: u32,
        /// The largest number of characters.
        max: u32,
    },
    /// `int`: ASCII digits, after an optional minus where `signed`.
    Int {
        /// Whether a minus may precede.
        signed: bool,
    },
    /// `float`: ASCII digits on both sides of a point, after an optional minus where `signed`.
    Float {
        /// Whether a minus may precede.
        signed: bool,
    },
    /// `path`: any text that does not begin with a slash; only its first character may be a newline.
    Path,
    /// `any`: one of the items, tried in order.
    Any(&'a [&'a str]),
    /// `uuid`: 8-4-4-4-12 hexadecimal digits.
    Uuid,
}

/// A variable of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Variable<'a> {
    /// Its name.
    pub name: &'a str,
    /// What its converter's pattern takes.
    pub class: Class<'a>,
    /// What its converter refuses though its pattern takes it.
    pub limits: Limits,
    /// Whether the argument's type takes the text; `None` where it takes every text.
    pub accepts: Option<fn(&str) -> bool>,
}

/// What a converter refuses though its pattern takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limits {
    /// Nothing.
    None,
    /// `int` with `min`, `max` or `fixed_digits` (0: any number of characters; counts the sign).
    Int {
        /// The smallest number.
        min: Option<i128>,
        /// The largest number.
        max: Option<i128>,
        /// The exact number of characters, or 0.
        fixed_digits: u32,
    },
    /// `float` with `min` or `max`.
    Float {
        /// The smallest number.
        min: Option<f64>,
        /// The largest number.
        max: Option<f64>,
    },
}
