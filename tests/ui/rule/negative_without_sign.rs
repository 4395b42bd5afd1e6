//! A bound below zero for numbers that have no sign.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int(max=-1):id>")]
    fn on_item(&self, id: i32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
