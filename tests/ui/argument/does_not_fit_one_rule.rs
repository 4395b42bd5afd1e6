//! One of two rules does not fit.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int:id>")]
    #[route("/named/<id>")]
    fn on_item(&self, id: String) -> String {
        id
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
