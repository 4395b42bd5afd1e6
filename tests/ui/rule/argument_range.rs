//! A length below zero.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<string(minlength=-1):slug>")]
    fn on_item(&self, slug: &str) -> String {
        slug.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
