//! An address is a host and a port.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind(5000).run(Shop)
}
