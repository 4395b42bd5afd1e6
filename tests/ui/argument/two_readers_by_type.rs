//! Two arguments read the body, and one of them is a type of the user.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct Shop;

struct Signed(String);

impl<A: ?Sized + Sync> FromRequest<A> for Signed {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, app: &A) -> Result<Self> {
        String::from_request(parts, body, app).await.map(Signed)
    }
}

#[app]
impl Shop {
    #[route("/item", methods(POST))]
    async fn on_item(&self, signed: Signed, body: String) -> String {
        format!("{} {body}", signed.0)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
