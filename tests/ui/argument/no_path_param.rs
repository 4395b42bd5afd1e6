//! A type that cannot come of text at all.

use wegwerk::prelude::*;

struct Shop;

struct Id(u32);

#[app]
impl Shop {
    #[route("/item/<id>")]
    fn on_item(&self, id: Id) -> String {
        id.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
