//! Text without its `&`.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<name>")]
    fn on_hello(&self, name: str) -> String {
        name.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
