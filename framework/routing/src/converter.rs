//! The converters: what the name and the arguments before a variable's `:` stand for.
//!
//! The pattern of a converter takes part in matching and order; what it refuses only after that
//! ([`Limits`]) does not.

mod arguments;
mod assign;
mod build;
mod number;
#[cfg(test)]
mod tests;
mod value;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::diagnostic::{Lint, SyntaxError, Word};
use crate::rule::Limits;
use crate::weight;

/// The names of the converters that there are.
pub const NAMES: [&str; 7] = ["any", "default", "float", "int", "path", "string", "uuid"];

/// What a variable's converter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `string`, `default`, or none written.
    String,
    /// `int`.
    Int,
    /// `float`.
    Float,
    /// `path`.
    Path,
    /// `any`.
    Any,
    /// `uuid`.
    Uuid,
    /// The name of a type, which begins with a capital letter. Its pattern is that of `string`.
    Type(&'a str),
}

/// A converter with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Converter<'a> {
    /// `exact` where `length` was given: Werkzeug writes `{2}` then, which is another pattern than `{2,2}`.
    String {
        min: u32,
        max: u32,
        exact: bool,
    },
    Int {
        signed: bool,
        limits: Limits,
    },
    Float {
        signed: bool,
        limits: Limits,
    },
    Path,
    Any(Vec<&'a str>),
    Uuid,
    Type(&'a str),
}

impl<'a> Converter<'a> {
    pub(crate) fn kind(&self) -> Kind<'a> {
        match self {
            Converter::String { .. } => Kind::String,
            Converter::Int { .. } => Kind::Int,
            Converter::Float { .. } => Kind::Float,
            Converter::Path => Kind::Path,
            Converter::Any(_) => Kind::Any,
            Converter::Uuid => Kind::Uuid,
            Converter::Type(name) => Kind::Type(name),
        }
    }

    pub(crate) fn limits(&self) -> Limits {
        match self {
            Converter::Int { limits, .. } | Converter::Float { limits, .. } => *limits,
            _ => Limits::None,
        }
    }

    pub(crate) fn weight(&self) -> u16 {
        match self {
            Converter::Int { .. } | Converter::Float { .. } => weight::NUMBER,
            Converter::Path => weight::PATH,
            _ => weight::TEXT,
        }
    }

    /// Adds its place in a part's canonical pattern.
    pub(crate) fn write_pattern(&self, out: &mut String) {
        let result = match self {
            Converter::Type(_) => write!(out, "<string(1,)>"),
            Converter::String { min, exact: true, .. } => write!(out, "<string({min})>"),
            Converter::String { min, max: u32::MAX, .. } => write!(out, "<string({min},)>"),
            Converter::String { min, max, .. } => write!(out, "<string({min},{max})>"),
            Converter::Int { signed: false, .. } => write!(out, "<int>"),
            Converter::Int { signed: true, .. } => write!(out, "<int(signed)>"),
            Converter::Float { signed: false, .. } => write!(out, "<float>"),
            Converter::Float { signed: true, .. } => write!(out, "<float(signed)>"),
            Converter::Path => write!(out, "<path>"),
            Converter::Uuid => write!(out, "<uuid>"),
            Converter::Any(items) => {
                out.push_str("<any(");
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    for c in item.chars() {
                        if matches!(c, '\\' | ',' | '(' | ')' | '<' | '>') {
                            out.push('\\');
                        }
                        out.push(c);
                    }
                }
                write!(out, ")>")
            }
        };
        debug_assert!(result.is_ok(), "a String takes everything");
    }
}

/// Reads the converter `name` with the `arguments` between its brackets, for the variable `variable`. Returns
/// `None` when something is wrong, and says so in `errors`.
pub(crate) fn read<'a>(
    name: Word<'a>,
    arguments: Option<Word<'a>>,
    variable: Word<'a>,
    errors: &mut Vec<SyntaxError>,
    lints: &mut Vec<Lint>,
) -> Option<Converter<'a>> {
    if let Some(unknown) = build::unknown(name, variable) {
        errors.push(unknown);
        return None;
    }
    let before = errors.len();
    let given = arguments.map(|word| arguments::read(word, name.text, errors)).unwrap_or_default();
    if errors.len() > before {
        return None;
    }
    build::build(name, &given, variable, errors, lints)
}
