//! What is hardly meant is a warning.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/search?q=<text>")]
    fn on_search(&self, text: &str) -> String {
        text.to_owned()
    }

    #[route("/caf%C3%A9")]
    fn on_cafe(&self) -> &'static str {
        "café"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
