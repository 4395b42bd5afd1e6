//! Two options that contradict each other.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/home")]
    #[route("/old", alias, build_only)]
    fn on_home(&self) -> &'static str {
        "home"
    }
}

fn main() {}
