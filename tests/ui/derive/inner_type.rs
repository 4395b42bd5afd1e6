//! A newtype of what cannot come of text.

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Id(Vec<u8>);

fn main() {
    let _ = Id(Vec::new()).0;
}
