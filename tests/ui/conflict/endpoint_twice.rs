//! Two methods for one endpoint.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[route("/other", endpoint = "item")]
    fn on_other(&self) -> &'static str {
        "other"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
