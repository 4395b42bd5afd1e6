//! Data is answered as something.

use wegwerk::prelude::*;

struct Item {
    name: String,
}

struct Shop;

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> Item {
        Item { name: String::from("Rope") }
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
