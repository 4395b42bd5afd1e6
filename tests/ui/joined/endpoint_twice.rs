//! Two blocks of one app with the same endpoint.

use wegwerk::prelude::*;

struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

#[app(part = admin)]
impl Site {
    #[route("/admin")]
    fn index(&self) -> &'static str {
        "admin"
    }
}

fn main() {}
