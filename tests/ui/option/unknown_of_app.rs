//! An option that `#[app]` does not have.

use wegwerk::prelude::*;

struct Shop;

#[app(merge_slash = false)]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
