//! The whole request.

use super::{BodySlot, FromRequest, Parts, Request, body};
use crate::Error;
use crate::describe::{Input, Shape};

/// A copy of the head, and the body unread.
impl<A: ?Sized + Sync> FromRequest<A> for Request {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Self, Error> {
        let body = body.take_limited(parts.headers())?;
        Ok(Request::from_parts(parts.as_http().clone(), body))
    }

    fn describe(input: &mut Input) {
        input.optional(|input| {
            input.body("*/*", Shape::bytes());
            body::refusals(input);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::fixture::extract;

    #[tokio::test]
    async fn the_request_has_its_head_and_its_body() {
        let request = extract::<Request>(Some("text/plain"), "hello").await.unwrap();
        assert_eq!(request.headers()["content-type"], "text/plain");
        assert_eq!(request.body().as_bytes().unwrap(), "hello");
    }

    #[tokio::test]
    async fn a_body_known_to_be_too_large_is_413() {
        assert_eq!(extract::<Request>(None, vec![0; 65]).await.unwrap_err().status(), 413);
    }
}
