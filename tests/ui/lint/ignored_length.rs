//! A bound beside an exact length.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<string(maxlength=9, length=4):id>")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
