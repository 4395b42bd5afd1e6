//! A query in a rule.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/search?q=<text>")]
    fn on_search(&self, text: &str) -> String {
        text.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
