//! A literal that is percent-encoded.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/price%20list")]
    fn on_prices(&self) -> &'static str {
        "prices"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
