//! Types that hold no value.

use wegwerk::prelude::*;

#[derive(PathParam)]
enum Never {}

#[derive(PathParam)]
struct Unit;

#[derive(PathParam)]
union Either {
    a: u8,
    b: u8,
}

fn main() {
    let _ = (Unit, Either { a: 1 });
}

// 3 mistakes
