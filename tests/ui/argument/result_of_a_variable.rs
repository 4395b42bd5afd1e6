//! A variable that would say itself what is wrong with it.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<int:id>")]
    fn on_item(&self, id: Result<u32, Error>) -> String {
        format!("{:?}", id.ok())
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
