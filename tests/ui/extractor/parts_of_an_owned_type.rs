//! An extractor that borrows is one of a type with a lifetime.

use wegwerk::prelude::*;
use wegwerk::{FromParts, Parts};

struct Shop;

struct User(String);

impl<'r, A: ?Sized> FromParts<'r, A> for User {
    type Rejection = Error;

    fn from_parts(_: &'r Parts, _: &'r A) -> Result<Self> {
        Ok(User(String::new()))
    }
}

#[app]
impl Shop {
    #[route("/")]
    async fn on_index(&self, user: User) -> String {
        user.0
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
