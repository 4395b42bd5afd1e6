//! Accounts of readers.

use wegwerk::PathParam;
use wegwerk::prelude::*;

use crate::answer;

/// Who may do what.
#[derive(Debug)]
pub struct Accounts;

/// The number of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PathParam)]
pub struct Reader(pub u32);

/// What a reader may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PathParam)]
pub enum Right {
    /// To read.
    Read,
    /// To write.
    Write,
}

#[app]
impl Accounts {
    /// A reader.
    #[get("/<int:reader>")]
    #[get("/r<Reader:reader>", alias)]
    fn on_reader(&self, reader: Reader, matched: MatchedRule) -> String {
        answer(matched, &[&reader.0])
    }

    /// Another name for a reader.
    #[put("/<int:reader>")]
    fn on_rename(&self, reader: Reader, name: String, matched: MatchedRule) -> String {
        answer(matched, &[&reader.0, &name])
    }

    /// What a reader may do.
    #[route("/<int:reader>/may/<Right:right>", methods(PUT, DELETE))]
    fn on_right(&self, reader: Reader, right: Right, matched: MatchedRule) -> String {
        answer(matched, &[&reader.0, &format!("{right:?}")])
    }
}
