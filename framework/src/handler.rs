//! What a handler is asked for. The compiler names these functions where a type does not fit, so they are named as what
//! the type is there; `#[app]` calls them.

use crate::converter::FitsConverter;
use crate::private::{Is, Taken};
use crate::{BodySlot, Error, FromParts, FromRequest, IntoResponse, Parts, PathParam, Response};

/// An argument that may borrow from the head.
///
/// # Errors
/// The answer to give instead of calling the handler.
#[expect(clippy::result_large_err, reason = "the response is what the caller returns")]
#[inline]
pub fn borrowed_argument<'r, T: FromParts<'r, A>, A: ?Sized>(
    parts: &'r Parts,
    app: &'r A,
) -> Result<T, Response> {
    T::from_parts(parts, app).map_err(IntoResponse::into_response)
}

/// An argument that owns what it is.
#[inline]
pub fn argument<T: FromRequest<A>, A: ?Sized>(
    parts: &Parts,
    body: &mut BodySlot,
    app: &A,
) -> impl Future<Output = Result<T, Response>> + Send {
    let value = T::from_request(parts, body, app);
    async { value.await.map_err(IntoResponse::into_response) }
}

/// A variable of the converter `string`.
pub const fn variable<'r, T: PathParam<'r>>() -> Taken<'r, T> {
    Taken::of_param()
}

/// A variable of another converter, taken as `Param::TAKEN` says: a type that does not fit is one mistake, whether or not
/// it could come from other text.
pub const fn converted_variable<'r, C, T: FitsConverter<C>>(taken: Taken<'r, T>) -> Taken<'r, T> {
    taken
}

/// A variable whose converter is the type itself.
pub const fn named_variable<'r, C, T: PathParam<'r> + Is<C>>() -> Taken<'r, T> {
    Taken::of_param()
}

/// The future of a handler, which has to be `Send`; what it holds is not looked at again.
pub fn future<F: Future + Send>(future: F) -> impl Future<Output = F::Output> + Send {
    future
}

/// The response of a handler.
pub fn response<R: IntoResponse>(value: R) -> Response {
    value.into_response()
}

/// What `returns = …` names.
pub const fn described_response<R: IntoResponse>() {}

/// What a catch takes for the error.
#[diagnostic::on_unimplemented(
    message = "a catch takes the error as `&Error`, not as `{Self}`",
    label = "not `&wegwerk::Error`",
    note = "write `error: &Error` behind `&self`; an `Error` of another crate is another type",
    note = "what the request says comes behind it: `uri: &Uri`, `headers: &HeaderMap`"
)]
pub trait CaughtError<'r> {
    /// The error.
    fn of(error: &'r Error) -> Self;
}

impl<'r> CaughtError<'r> for &'r Error {
    fn of(error: &'r Error) -> Self {
        error
    }
}

/// The error that a catch renders.
pub fn caught_error<'r, T: CaughtError<'r>>(error: &'r Error) -> T {
    T::of(error)
}
