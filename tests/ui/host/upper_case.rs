//! Hosts that no request has.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/", subdomain = "API")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/a", subdomain = "a/b")]
    fn on_a(&self) -> &'static str {
        "a"
    }
}

fn main() {}

// 2 mistakes
