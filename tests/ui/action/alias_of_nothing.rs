//! An alias of no other rule would lead to itself.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/old", alias)]
    fn on_home(&self) -> &'static str {
        "home"
    }
}

fn main() {}
