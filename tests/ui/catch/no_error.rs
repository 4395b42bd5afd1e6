//! A catch takes the error.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self) -> &'static str {
        "missing"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
