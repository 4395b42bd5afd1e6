//! A borrowed type that is no extractor.

use wegwerk::prelude::*;

struct Shop;

struct User {
    name: String,
}

#[app]
impl Shop {
    #[route("/item")]
    fn on_item(&self, user: &User) -> String {
        user.name.clone()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
