//! An argument that is there only sometimes.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self, #[cfg(test)] headers: &HeaderMap) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
