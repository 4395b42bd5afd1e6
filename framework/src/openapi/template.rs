//! The path of a rule as OpenAPI writes it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use wegwerk_routing::rule::{Part, Piece, Variable};
use wegwerk_routing::table::{Leaf, Mounted, Table};

/// What stands in a path as it is (RFC 3986, `pchar`).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A path with its variables in braces: `/users/{id}`.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pieces: Vec<TemplatePiece>,
}

#[derive(Clone, Debug)]
enum TemplatePiece {
    Literal(String),
    Variable(&'static str),
}

impl Template {
    /// The path of a rule, with the prefixes that it is mounted under.
    pub(super) fn of(table: &'static Table, leaf: &'static Leaf, mounted: &'static Mounted) -> Self {
        let mut template = Template { pieces: Vec::new() };
        let mut names = variables(table, leaf).map(|variable| variable.name);
        let parts = mounted.prefixes().iter().flat_map(|prefix| prefix.iter()).chain(leaf.rule.parts);
        for part in parts {
            template.literal("/");
            template.part(part, &mut names);
        }
        template
    }

    fn part(&mut self, part: &Part<'static>, names: &mut impl Iterator<Item = &'static str>) {
        if part.is_static() {
            self.encode(part.pattern);
        }
        for piece in part.pieces {
            match piece {
                Piece::Literal(text) => self.encode(text),
                Piece::Variable(_) => {
                    self.pieces.extend(names.next().map(TemplatePiece::Variable));
                }
            }
        }
    }

    /// Literal text; a slash in it is one of a suffixed rule.
    fn encode(&mut self, text: &str) {
        let segments: Vec<String> =
            text.split('/').map(|text| utf8_percent_encode(text, ENCODED).to_string()).collect();
        self.literal(&segments.join("/"));
    }

    fn literal(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(TemplatePiece::Literal(last)) => last.push_str(text),
            _ => self.pieces.push(TemplatePiece::Literal(text.to_owned())),
        }
    }

    /// The path.
    pub(super) fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            TemplatePiece::Literal(text) => text.clone(),
            TemplatePiece::Variable(name) => format!("{{{name}}}"),
        });
        pieces.collect()
    }

    /// The path without the names of its variables: OpenAPI takes two of one shape to be the same.
    pub(super) fn shape(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            TemplatePiece::Literal(text) => text.as_str(),
            TemplatePiece::Variable(_) => "{}",
        });
        pieces.collect()
    }

    /// The names of its variables, in order.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().filter_map(|piece| match piece {
            TemplatePiece::Literal(_) => None,
            TemplatePiece::Variable(name) => Some(*name),
        })
    }

    /// Gives the path parameters of an operation the names that they have in `known`, a path of the same shape.
    pub(super) fn rename(&self, known: &Template, operation: &mut Value) {
        let Some(Value::Array(parameters)) = operation.get_mut("parameters") else { return };
        // They stand in the order of the path: two that change places have each other's names in between.
        let in_path = parameters.iter_mut().filter(|parameter| parameter["in"] == "path");
        for (parameter, name) in in_path.zip(known.names()) {
            parameter["name"] = name.into();
        }
    }
}

/// The variables of a rule's path: those of the prefixes, then its own.
pub(super) fn variables(
    table: &'static Table,
    leaf: &'static Leaf,
) -> impl Iterator<Item = &'static Variable<'static>> {
    let count = usize::from(leaf.first) + leaf.rule.variables.len();
    (usize::from(leaf.domain_variables)..count).filter_map(|n| table.variable(leaf, n))
}
