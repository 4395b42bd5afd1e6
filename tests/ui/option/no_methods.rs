//! A rule without methods.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", methods())]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[get("/other", methods(POST))]
    fn on_other(&self) -> &'static str {
        "other"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
