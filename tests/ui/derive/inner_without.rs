//! A newtype of a newtype that is none.

use wegwerk::prelude::*;

struct Inner(u8);

#[derive(PathParam)]
struct Outer(Inner);

fn main() {
    let _ = Outer(Inner(1)).0.0;
}
