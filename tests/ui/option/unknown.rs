//! An option that there is not.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item", strict_slash = false)]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
