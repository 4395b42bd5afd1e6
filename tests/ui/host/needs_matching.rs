//! A host without `host_matching`.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/", host = "example.org")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
