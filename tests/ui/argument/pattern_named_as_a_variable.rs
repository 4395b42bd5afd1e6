//! A pattern is an extractor, whatever its names are.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[post("/<id>")]
    async fn on_update(&self, Json(id): Json<u32>) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
