//! A default that no argument takes.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/pages/", defaults(page = 1))]
    fn on_pages(&self) -> &'static str {
        "pages"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Pages)
}
