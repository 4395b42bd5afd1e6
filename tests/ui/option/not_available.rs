//! Options whose names are kept for later.

use wegwerk::prelude::*;

struct Shop;

#[app(lock = "routes.lock")]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
