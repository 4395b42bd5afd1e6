//! A variable has a name.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/grün/<>")]
    fn on_item(&self) -> &'static str {
        "item"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
