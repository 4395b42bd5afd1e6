//! An app that needs a prefix is served without one.

use wegwerk::prelude::*;

struct Shop;

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
