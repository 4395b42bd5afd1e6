//! Two arguments read the body.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", methods(POST))]
    fn on_item(&self, Json(item): Json<u32>, body: String) -> String {
        format!("{item} {body}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
