//! A newtype fits what its field fits.

use wegwerk::prelude::*;

#[derive(PathParam)]
struct Id(u32);

struct Shop;

#[app]
impl Shop {
    #[route("/<float:id>")]
    fn on_item(&self, id: Id) -> String {
        id.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
