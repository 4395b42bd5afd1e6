//! An endpoint is a name, and one for a method.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", endpoint = "the item")]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[route("/a", endpoint = "a")]
    #[route("/b", endpoint = "b")]
    fn on_both(&self) -> &'static str {
        "both"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
