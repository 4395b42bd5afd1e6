//! The body as it is: `Bytes`, or `String` where it is UTF-8. What `Content-Type` says does not matter.

use bytes::Bytes;

use http::StatusCode;

use super::{BodySlot, FromRequest, Parts};
use crate::Error;
use crate::describe::{Input, Shape};

impl<A: ?Sized + Sync> FromRequest<A> for Bytes {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Self, Error> {
        body.read(parts.headers()).await
    }

    async fn from_request_optional(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        let absent = body.is_absent(parts.headers()).await?;
        if absent { Ok(None) } else { body.read(parts.headers()).await.map(Some) }
    }

    fn describe(input: &mut Input) {
        // A request without a body has an empty one.
        input.optional(|input| input.body("*/*", Shape::bytes()));
        refusals(input);
    }
}

impl<A: ?Sized + Sync> FromRequest<A> for String {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Self, Error> {
        text(body.read(parts.headers()).await?)
    }

    async fn from_request_optional(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        let absent = body.is_absent(parts.headers()).await?;
        if absent { Ok(None) } else { text(body.read(parts.headers()).await?).map(Some) }
    }

    fn describe(input: &mut Input) {
        input.optional(|input| input.body("text/plain", Shape::text()));
        refusals(input);
        input.refuses(StatusCode::BAD_REQUEST, "The body is not valid UTF-8.");
    }
}

/// What whoever reads a body answers where that fails.
pub(super) fn refusals(input: &mut Input) {
    input.refuses(StatusCode::BAD_REQUEST, "The body broke off.");
    input.refuses(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.");
}

fn text(bytes: Bytes) -> Result<String, Error> {
    String::from_utf8(bytes.into())
        .map_err(|_| Error::bad_request().message("The body of the request is not valid UTF-8."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::fixture::extract;

    #[tokio::test]
    async fn the_body_is_what_was_sent() {
        for content_type in [None, Some("image/png")] {
            assert_eq!(extract::<Bytes>(content_type, &b"\0\xff"[..]).await.unwrap(), &b"\0\xff"[..]);
            assert_eq!(extract::<String>(content_type, "grün").await.unwrap(), "grün");
            assert_eq!(extract::<String>(content_type, "").await.unwrap(), "");
        }
    }

    #[tokio::test]
    async fn a_text_has_to_be_utf_8() {
        assert_eq!(extract::<String>(None, &b"gr\xfcn"[..]).await.unwrap_err().status(), 400);
    }

    #[tokio::test]
    async fn too_large_is_413() {
        assert_eq!(extract::<Bytes>(None, vec![0; 65]).await.unwrap_err().status(), 413);
        assert_eq!(extract::<String>(None, vec![0; 65]).await.unwrap_err().status(), 413);
    }

    #[tokio::test]
    async fn only_no_body_and_no_type_is_absent() {
        assert_eq!(extract::<Option<Bytes>>(None, "").await.unwrap(), None);
        assert_eq!(extract::<Option<String>>(None, "").await.unwrap(), None);
        assert_eq!(extract::<Option<String>>(Some("text/plain"), "").await.unwrap().as_deref(), Some(""));
        assert_eq!(extract::<Option<String>>(None, "a").await.unwrap().as_deref(), Some("a"));
    }
}
