//! Two endpoints for one method.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a", endpoint = "first")]
    #[route("/b", endpoint = "second")]
    fn on_both(&self) -> &'static str {
        "both"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
