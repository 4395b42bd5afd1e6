//! The handler has read the body: a catch cannot.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_not_found(&self, _: &Error, uri: Uri, body: String) -> String {
        format!("{uri} {body}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
