//! A method twice, and `ANY` beside another.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", methods(GET, POST, GET))]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[route("/cache", methods(ANY, GET))]
    fn on_cache(&self) -> &'static str {
        "cache"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
