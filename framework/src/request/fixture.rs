//! Requests for the tests of extractors.

use http::header::CONTENT_TYPE;

use super::{BodySlot, FromRequest, Parts};
use crate::Body;

/// The head of a request to `/` with this body type, where one is given.
pub(super) fn parts(content_type: Option<&str>) -> Parts {
    let mut request = http::Request::new(());
    if let Some(content_type) = content_type {
        request.headers_mut().insert(CONTENT_TYPE, content_type.parse().unwrap());
    }
    Parts::new(request.into_parts().0, None)
}

/// What `T` makes of a body of this type.
pub(super) async fn extract<T: FromRequest<()>>(
    content_type: Option<&str>,
    body: impl Into<bytes::Bytes>,
) -> Result<T, T::Rejection> {
    T::from_request(&parts(content_type), &mut BodySlot::new(Body::full(body), 64), &()).await
}
