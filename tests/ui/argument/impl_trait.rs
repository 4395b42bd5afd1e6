//! An argument of an unnamed type.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<name>")]
    fn on_item(&self, name: impl Into<String>) -> String {
        name.into()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
