//! An argument that the converter does not have.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int(minimum=1):id>")]
    fn on_item(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
