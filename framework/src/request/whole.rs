//! The whole request.

use super::{BodySlot, FromRequest, Parts, Request};
use crate::Error;

/// A copy of the head, and the body unread.
impl<A: ?Sized> FromRequest<A> for Request {
    type Rejection = Error;

    const READS_BODY: bool = true;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        let body = body.take_limited(parts.headers());
        std::future::ready(body.map(|body| Request::from_parts(parts.as_http().clone(), body)))
    }
}
