//! A value of the wrong type.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", strict_slashes = "no", priority = 99999)]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
