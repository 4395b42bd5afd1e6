//! A default that the argument cannot have.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/pages/", defaults(page = 300))]
    #[route("/pages/<int:page>")]
    fn on_pages(&self, page: u8) -> String {
        page.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Pages)
}
