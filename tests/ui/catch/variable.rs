//! A catch has no variables.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, error: &Error, name: &str) -> String {
        format!("{error} {name}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
