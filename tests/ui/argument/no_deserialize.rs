//! A body of a type that serde does not know.

use wegwerk::prelude::*;

struct Shop;

struct Item {
    name: String,
}

#[app]
impl Shop {
    #[post("/")]
    async fn on_create(&self, Json(item): Json<Item>) -> String {
        item.name
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
