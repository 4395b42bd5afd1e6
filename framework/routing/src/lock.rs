//! Routes that clients rely on, kept in a file: its text, and whether an app still takes what the file says.
//!
//! The file has a line for each rule, of the whole app, sorted by the rules' texts:
//!
//! ```text
//! # Routes of `Shop` that clients rely on: …
//! GET /
//! GET, POST /items
//! GET subdomain="api" strict_slashes=false /items/<int(min=1):id>
//! ```
//!
//! What stands before the slash are the methods and the options of `#[route]` that decide which requests a rule takes.
//! `HEAD` comes with `GET`. Blank lines and lines that begin with `#` say nothing.

mod check;
mod limits;
mod read;
mod told;
mod write;

pub use check::{check_locked, unkept};
pub use read::{Mistake, read};
pub use write::{lines, write};

use crate::rule::Rule;

/// A line of a lock file.
#[derive(Clone, Copy, Debug)]
pub struct Locked<'a> {
    /// Its number, from 1.
    pub line: u32,
    /// The line, without the end.
    pub text: &'a str,
    /// The rule that it says: its text, parts and variables with those of all prefixes, and what decides which requests it
    /// takes.
    pub rule: Rule<'a>,
}
