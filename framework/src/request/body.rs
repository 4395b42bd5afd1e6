//! The body as it is: `Bytes`, or `String` where it is UTF-8. What `Content-Type` says does not matter.

use bytes::Bytes;

use super::{BodySlot, FromRequest, Parts};
use crate::Error;

impl<A: ?Sized> FromRequest<A> for Bytes {
    type Rejection = Error;

    const READS_BODY: bool = true;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        body.read(parts.headers())
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Option<Self>, Error>> + Send {
        async {
            let absent = body.is_absent(parts.headers()).await?;
            if absent { Ok(None) } else { body.read(parts.headers()).await.map(Some) }
        }
    }
}

impl<A: ?Sized> FromRequest<A> for String {
    type Rejection = Error;

    const READS_BODY: bool = true;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        async { text(body.read(parts.headers()).await?) }
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Option<Self>, Error>> + Send {
        async {
            let absent = body.is_absent(parts.headers()).await?;
            if absent { Ok(None) } else { text(body.read(parts.headers()).await?).map(Some) }
        }
    }
}

fn text(bytes: Bytes) -> Result<String, Error> {
    String::from_utf8(bytes.into())
        .map_err(|_| Error::bad_request().message("The body of the request is not valid UTF-8."))
}
