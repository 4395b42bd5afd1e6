//! A type of variables whose trait lacks its lifetime.

use std::borrow::Cow;

use wegwerk::prelude::*;

struct Id(u32);

impl PathParam for Id {
    const ACCEPTS: Option<fn(&str) -> bool> = u32::ACCEPTS;

    fn from_param(text: &str) -> Option<Self> {
        text.parse().ok().map(Id)
    }

    fn to_param(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

fn main() {
    let _ = Id(1);
}
