//! An extractor that is a plain function.

use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

struct User(String);

impl<A: ?Sized + Sync> FromRequest<A> for User {
    type Rejection = Error;

    fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
        Ok(User(String::new()))
    }
}

fn main() {
    let _ = User(String::new()).0;
}
