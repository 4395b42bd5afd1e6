//! JSON of a type that serde does not know.

use wegwerk::prelude::*;

struct Shop;

struct Item;

#[app]
impl Shop {
    #[route("/")]
    fn on_item(&self) -> Json<Item> {
        Json(Item)
    }

    #[route("/items")]
    async fn on_items(&self) -> Result<(StatusCode, Json<Vec<Item>>)> {
        Ok((StatusCode::OK, Json(Vec::new())))
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
