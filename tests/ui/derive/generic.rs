//! A generic type.

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Id<T>(T);

fn main() {
    let _ = Id(1).0;
}
