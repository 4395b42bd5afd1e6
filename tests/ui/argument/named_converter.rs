//! A type as converter is the type of the argument.

use wegwerk::prelude::*;

struct Shop;

struct Id(u32);

#[app]
impl Shop {
    #[route("/item/<Id:id>")]
    fn on_item(&self, id: Id) -> String {
        id.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
