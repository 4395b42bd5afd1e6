//! Two variants with one text.

use wegwerk::prelude::*;

#[derive(PathParam)]
enum Kind {
    Book,
    #[path_param("book")]
    Novel,
}

fn main() {
    let _ = (Kind::Book, Kind::Novel);
}
