//! A body of a type that borrows from it.

use wegwerk::prelude::*;

struct Shop;

#[derive(serde::Deserialize)]
struct Item<'a> {
    name: &'a str,
}

#[app]
impl Shop {
    #[post("/")]
    async fn on_create(&self, Json(item): Json<Item<'_>>) -> String {
        item.name.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
