//! Text where a number belongs.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", priority = "high")]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
