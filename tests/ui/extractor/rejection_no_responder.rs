//! A rejection that cannot be answered.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct User(String);

struct Denied;

impl<A: ?Sized + Sync> FromRequest<A> for User {
    type Rejection = Denied;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Denied> {
        Ok(User(String::new()))
    }
}

fn main() {
    let _ = (User(String::new()).0, Denied);
}
