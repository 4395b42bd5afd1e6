//! A part that does not say which it is: a second main block.

use wegwerk::prelude::*;

struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

#[app]
impl Site {
    #[route("/admin")]
    fn on_admin(&self) -> &'static str {
        "admin"
    }
}

fn main() {}
