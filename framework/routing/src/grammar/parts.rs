//! Gathers the tokens of a rule into its parts, as Werkzeug's `Rule._parse_rule` does.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::{ParsedPart, ParsedPiece};
use crate::converter::Converter;
use crate::weight;

/// The parts that are complete, and the one that is being gathered.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    merge_slashes: bool,
    after_slash: bool,
    done: Vec<ParsedPart<'a>>,
    pattern: String,
    pieces: Vec<ParsedPiece<'a>>,
    literals: Vec<usize>,
    converters: Vec<u16>,
    rest: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn new(merge_slashes: bool) -> Self {
        Parts {
            merge_slashes,
            after_slash: false,
            done: Vec::new(),
            pattern: String::new(),
            pieces: Vec::new(),
            literals: Vec::new(),
            converters: Vec::new(),
            rest: false,
        }
    }

    /// The slash that every rule begins with belongs to no part.
    pub(super) fn leading_slash(&mut self) {
        self.after_slash = true;
    }

    /// A slash ends the part, unless the part takes the rest of the path: then it is text of the part.
    pub(super) fn slash(&mut self) {
        if self.merge_slashes && self.after_slash {
            return;
        }
        self.after_slash = true;
        if self.rest {
            self.text("/");
        } else {
            self.end_part(false);
        }
    }

    pub(super) fn literal(&mut self, literal: &'a str) {
        self.after_slash = false;
        self.literals.push(literal.chars().count());
        self.text(literal);
    }

    pub(super) fn variable(&mut self, converter: Converter<'a>) {
        self.after_slash = false;
        self.converters.push(converter.weight());
        converter.write_pattern(&mut self.pattern);
        self.rest |= matches!(converter, Converter::Path);
        self.pieces.push(match converter {
            Converter::String { min, max, .. } => ParsedPiece::Text { min, max },
            Converter::Type(_) => ParsedPiece::Text { min: 1, max: u32::MAX },
            Converter::Int { signed, .. } => ParsedPiece::Int { signed },
            Converter::Float { signed, .. } => ParsedPiece::Float { signed },
            Converter::Path => ParsedPiece::Path,
            Converter::Any(items) => ParsedPiece::Any(items),
            Converter::Uuid => ParsedPiece::Uuid,
        });
    }

    /// All parts, and whether the last can take no path at all: the slash at its end may not follow a slash.
    pub(super) fn finish(mut self) -> (Vec<ParsedPart<'a>>, bool) {
        let mut suffixed = false;
        if self.rest
            && let Some(ParsedPiece::Literal(last)) = self.pieces.last_mut()
            && last.ends_with('/')
        {
            suffixed = true;
            last.to_mut().pop();
            if last.is_empty() {
                self.pieces.pop();
            }
            self.pattern.pop();
        }
        let dead_end =
            suffixed && matches!(self.pieces.last(), Some(ParsedPiece::Literal(last)) if last.ends_with('/'));
        self.end_part(suffixed);
        if suffixed {
            self.end_part(false);
        }
        (self.done, dead_end)
    }

    /// Text is one piece up to the next variable, whatever slashes it holds.
    fn text(&mut self, text: &'a str) {
        self.pattern.push_str(text);
        match self.pieces.last_mut() {
            Some(ParsedPiece::Literal(last)) => last.to_mut().push_str(text),
            _ => self.pieces.push(ParsedPiece::Literal(Cow::Borrowed(text))),
        }
    }

    fn end_part(&mut self, suffixed: bool) {
        let mut pattern = core::mem::take(&mut self.pattern);
        let mut pieces = core::mem::take(&mut self.pieces);
        let literals = core::mem::take(&mut self.literals);
        let converters = core::mem::take(&mut self.converters);
        let rest = core::mem::take(&mut self.rest);
        let mut weight = Vec::new();
        if converters.is_empty() {
            pieces.clear();
        } else {
            weight = weight::of(&literals, &converters);
        }
        if suffixed {
            pattern.push_str("</>");
        }
        self.done.push(ParsedPart { pattern, pieces, weight, rest, suffixed });
    }
}
