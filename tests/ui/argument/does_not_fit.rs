//! An argument type that cannot come of the converter.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int:id>")]
    fn on_item(&self, id: String) -> String {
        id
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
