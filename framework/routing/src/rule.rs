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
    /// The methods that the rule takes.
    pub methods: Methods<'a>,
    /// Whether `/foo/` redirects `/foo` (and `/foo` refuses `/foo/`), or both are taken.
    pub strict_slashes: bool,
    /// Whether a path is taken whose doubled slashes had to be merged first.
    pub merge_slashes: bool,
    /// Settles a tie with another rule: higher goes first.
    pub priority: i16,
    /// The name of the endpoint: the method's name without `on_`.
    pub endpoint: &'a str,
    /// The endpoint's number within its app.
    pub number: u16,
    /// For each path argument of the handler, in order: which variable of the rule it takes, or
    /// [`NO_VARIABLE`].
    pub slots: &'a [u8],
    /// Where the rule is written.
    pub place: Place<'a>,
}

/// The most variables that a rule can have, those of the prefixes that it is mounted under included.
pub const MAX_VARIABLES: usize = 32;

/// In [`Rule::slots`]: the rule has no variable for this argument.
pub const NO_VARIABLE: u8 = u8::MAX;

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

impl Part<'_> {
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
