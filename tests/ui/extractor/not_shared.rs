//! An extractor for every app, of which threads may not be able to share some.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct User(String);

impl<A: ?Sized> FromRequest<A> for User {
    type Rejection = Error;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
        Ok(User(String::new()))
    }
}

fn main() {
    let _ = User(String::new()).0;
}
