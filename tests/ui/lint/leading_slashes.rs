//! Two slashes at the beginning of a rule, and none are merged.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("//item", merge_slashes = false)]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
