//! A responder behind a pointer.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> Box<dyn IntoResponse> {
        Box::new("index")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
