//! One of two rules lacks the variable.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/items/")]
    #[route("/items/<int:page>")]
    fn on_items(&self, page: u32) -> String {
        page.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
