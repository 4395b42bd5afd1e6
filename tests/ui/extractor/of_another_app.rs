//! An extractor for another app.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct Shop;

struct Other;

struct User(String);

impl FromRequest<Other> for User {
    type Rejection = Error;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &Other) -> Result<Self> {
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
