//! A part that the main block does not join.

use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

#[app(part = admin)]
impl Site {
    #[route("/admin")]
    fn on_admin(&self) -> &'static str {
        "admin"
    }
}

fn main() {}
