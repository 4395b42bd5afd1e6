//! Taking the arguments of a handler that are no variables. Each type is asked for once: one mistake, one error.

use crate::{BodySlot, FromParts, FromRequest, IntoResponse, Parts, Response};

/// An argument that may borrow from the head.
///
/// # Errors
/// The answer to give instead of calling the handler.
#[expect(clippy::result_large_err, reason = "the response is what the caller returns")]
#[inline]
pub fn borrowed<'r, T: FromParts<'r, A>, A: ?Sized>(parts: &'r Parts, app: &'r A) -> Result<T, Response> {
    T::from_parts(parts, app).map_err(IntoResponse::into_response)
}

/// An argument that owns what it is.
#[inline]
pub fn owned<T: FromRequest<A>, A: ?Sized>(
    parts: &Parts,
    body: &mut BodySlot,
    app: &A,
) -> impl Future<Output = Result<T, Response>> + Send {
    let value = T::from_request(parts, body, app);
    async { value.await.map_err(IntoResponse::into_response) }
}
