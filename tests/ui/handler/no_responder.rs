//! A return type that cannot be answered.

use wegwerk::prelude::*;

struct Shop;

struct Item;

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> Item {
        Item
    }

    #[route("/items")]
    async fn on_items(&self) -> Result<Vec<Item>> {
        Ok(vec![Item])
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
