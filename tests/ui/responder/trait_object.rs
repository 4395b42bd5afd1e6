//! A responder whose size is not known.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> dyn IntoResponse {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
