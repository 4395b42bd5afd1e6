//! Options whose names are kept for later.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", answers(404))]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
