//! A lint is allowed where it is meant, and nowhere else.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/c#", allow(WL103))]
    #[route("/f#")]
    fn on_language(&self) -> &'static str {
        "a language"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
