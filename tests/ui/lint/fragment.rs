//! A fragment in a rule.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/page#top")]
    fn on_page(&self) -> &'static str {
        "page"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
