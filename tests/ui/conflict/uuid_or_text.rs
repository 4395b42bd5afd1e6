//! A UUID is text too.

use wegwerk::Uuid;
use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/orders/<name>")]
    fn on_name(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/orders/<uuid:id>")]
    fn on_order(&self, id: Uuid) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
