//! A rule of this crate and one of an app of another crate: both files are named.

use wegwerk::prelude::*;
use wegwerk_tests_mounted::Links;

struct Shop {
    links: Links,
}

#[app]
impl Shop {
    #[route("/links/<name>/edit")]
    fn on_edit(&self, name: &str) -> String {
        name.to_owned()
    }

    #[mount("/links")]
    fn links(&self) -> &Links {
        &self.links
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { links: Links })
}
