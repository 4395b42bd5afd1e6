//! A converter that there is not.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<itn:id>")]
    fn on_item(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
