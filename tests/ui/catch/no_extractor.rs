//! A catch takes extractors of the head.

use wegwerk::prelude::*;

struct Shop;

struct User(String);

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, error: &Error, user: User) -> String {
        format!("{error} {}", user.0)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
