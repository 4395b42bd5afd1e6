//! Fewer digits than the smallest number has.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int(fixed_digits=2, min=100):id>")]
    fn on_item(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
