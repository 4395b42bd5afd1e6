//! `#[app]` on the implementation of a trait.

use wegwerk::prelude::*;

struct Shop;

trait Pages {
    fn on_index(&self) -> &'static str;
}

#[app]
impl Pages for Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
