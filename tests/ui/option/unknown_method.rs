//! A method with swapped letters, and one of the user's own without quotes.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", methods(GTE))]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[route("/cache", methods(PURGE))]
    fn on_cache(&self) -> &'static str {
        "cache"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
