//! A variant that does not say its status.

use wegwerk::prelude::*;

#[derive(Debug, HttpError)]
enum LinkError {
    #[status(404)]
    Missing,
    Taken,
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for LinkError {}

fn main() {
    let _ = (LinkError::Missing, LinkError::Taken);
}
