//! A type that is no error.

use wegwerk::prelude::*;

#[derive(Debug, HttpError)]
enum LinkError {
    #[status(404)]
    Missing,
}

fn main() {
    let _ = LinkError::Missing;
}
