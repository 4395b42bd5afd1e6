//! A newtype that borrows.

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Name<'a>(&'a str);

fn main() {
    let _ = Name("a").0;
}
