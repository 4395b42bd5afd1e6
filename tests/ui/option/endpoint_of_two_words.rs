//! An endpoint that cannot be the name of a method.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", endpoint = "the item")]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
