//! An argument that is nearly named as the variable.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<short_id>")]
    fn on_item(&self, shortid: &str) -> String {
        shortid.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
