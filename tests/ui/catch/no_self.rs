//! A catch without `self`.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(error: &Error) -> String {
        error.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
