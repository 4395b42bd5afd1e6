//! A rule is written out.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route(concat!("/item", "/new"))]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
