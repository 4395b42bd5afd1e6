//! Two handlers of one name: the compiler tells it, and nothing that is generated repeats it.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[route("/items")]
    fn on_item(&self) -> &'static str {
        "items"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
