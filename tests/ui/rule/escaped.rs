//! In an escaped or raw literal the caret stands under the text, and no column is guessed.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route(r"/item/<id")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
