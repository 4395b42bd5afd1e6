//! A method with swapped letters.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", methods(GTE))]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
