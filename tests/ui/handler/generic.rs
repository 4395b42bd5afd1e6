//! A handler with a type parameter.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<id>")]
    fn on_item<T: std::str::FromStr>(&self, id: T) -> String {
        drop(id);
        String::new()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
