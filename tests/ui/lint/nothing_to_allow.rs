//! A lint that is allowed and is not there.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/search", allow(WL102))]
    fn on_search(&self) -> &'static str {
        "search"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
