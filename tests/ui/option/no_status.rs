//! A number that is no status of an answer.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/item", answers(404, 4))]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
