//! What stands for the error within has one within.

use wegwerk::prelude::*;

#[derive(Debug, HttpError)]
enum LinkError {
    #[status(transparent)]
    Store(Error, u8),
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for LinkError {}

fn main() {
    let _ = LinkError::Store(Error::not_found(), 1);
}
