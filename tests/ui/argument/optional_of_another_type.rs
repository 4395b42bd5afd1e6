//! An optional variable of a type that does not fit.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    #[route("/<int:page>")]
    fn on_page(&self, page: Option<String>) -> String {
        page.unwrap_or_default()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
