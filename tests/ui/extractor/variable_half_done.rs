//! A type of variables that no URL could be made of.

use wegwerk::prelude::*;

struct Id(u32);

impl PathParam<'_> for Id {
    fn from_param(text: &str) -> Option<Self> {
        text.parse().ok().map(Id)
    }
}

fn main() {
    let _ = Id(1).0;
}
