//! Variants without a status, and with none of an error.

use wegwerk::prelude::*;

#[derive(Debug, HttpError)]
enum LinkError {
    Missing,
    #[status(200)]
    Fine,
    #[status]
    Empty,
    #[status(404)]
    #[status(410)]
    Gone,
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for LinkError {}

#[derive(Debug, HttpError)]
struct Closed;

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("closed")
    }
}

impl std::error::Error for Closed {}

fn main() {
    let _ = (LinkError::Missing, LinkError::Fine, LinkError::Empty, LinkError::Gone, Closed);
}

// 5 mistakes
