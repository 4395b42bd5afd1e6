//! A handler that asks its callers for a promise.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    unsafe fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
