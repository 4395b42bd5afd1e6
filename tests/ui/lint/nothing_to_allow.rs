//! A lint that is allowed and is not there, or is allowed on another rule.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/search", allow(WL102))]
    fn on_search(&self) -> &'static str {
        "search"
    }

    #[route("/c#", allow(WL103))]
    #[route("/f#")]
    fn on_language(&self) -> &'static str {
        "a language"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
