//! Text of the path that a handler would change.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<name>")]
    fn on_hello(&self, name: &mut str) -> String {
        name.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
