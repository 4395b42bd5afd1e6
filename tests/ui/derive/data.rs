//! An enum has no data.

use wegwerk::prelude::*;

#[derive(PathParam)]
enum Kind {
    Book,
    Other(u32),
}

fn main() {
    let _ = (Kind::Book, Kind::Other(1));
}
