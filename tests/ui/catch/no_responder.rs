//! A catch answers.

use wegwerk::prelude::*;

struct Shop;

#[allow(dead_code)]
struct Page(String);

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, error: &Error) -> Page {
        Page(error.to_string())
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
