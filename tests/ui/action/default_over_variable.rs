//! A default for a variable that the rule has.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/pages/<int:page>", defaults(page = 1))]
    fn on_pages(&self, page: u8) -> String {
        page.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Pages)
}
