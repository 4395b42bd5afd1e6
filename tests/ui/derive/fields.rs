//! A newtype has one unnamed field.

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Point {
    x: u32,
}

#[derive(PathParam)]
struct Pair(u32, u32);

fn main() {
    let _ = (Point { x: 1 }.x, Pair(1, 2).0);
}

// 2 mistakes
