//! An extractor that does not say what it answers.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct User(String);

impl<A: ?Sized + Sync> FromRequest<A> for User {
    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
        Ok(User(String::new()))
    }
}

fn main() {
    let _ = User(String::new()).0;
}
