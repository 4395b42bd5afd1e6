//! A subdomain with a capital letter.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/", subdomain = "Api")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
