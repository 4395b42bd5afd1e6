//! The error behind another argument.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, headers: &HeaderMap, error: &Error) -> String {
        format!("{} {error}", headers.len())
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
