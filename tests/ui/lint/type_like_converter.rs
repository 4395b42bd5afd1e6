//! A type that is called as a converter.

#![deny(deprecated)]

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Int(i64);

struct Shop;

#[app]
impl Shop {
    #[route("/item/<Int:id>")]
    fn on_item(&self, id: Int) -> String {
        id.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
