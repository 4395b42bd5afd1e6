//! `Option` of an extractor, `None` only where the thing is absent, and `Result`, which hands the rejection to
//! the handler.

use std::convert::Infallible;

use super::{BodySlot, FromParts, FromRequest, Parts};

impl<'r, A: ?Sized, T: FromParts<'r, A>> FromParts<'r, A> for Option<T> {
    type Rejection = T::Rejection;

    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Self::Rejection> {
        T::from_parts_optional(parts, app)
    }
}

impl<'r, A: ?Sized, T, E> FromParts<'r, A> for Result<T, E>
where
    T: FromParts<'r, A>,
    E: From<T::Rejection>,
{
    type Rejection = Infallible;

    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Infallible> {
        Ok(T::from_parts(parts, app).map_err(E::from))
    }

    fn from_parts_optional(parts: &'r Parts, app: &'r A) -> Result<Option<Self>, Infallible> {
        Ok(T::from_parts_optional(parts, app).map_err(E::from).transpose())
    }
}

impl<A: ?Sized, T: FromRequest<A>> FromRequest<A> for Option<T> {
    type Rejection = T::Rejection;

    const READS_BODY: bool = T::READS_BODY;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send {
        T::from_request_optional(parts, body, app)
    }
}

impl<A: ?Sized, T, E> FromRequest<A> for Result<T, E>
where
    T: FromRequest<A>,
    E: From<T::Rejection>,
{
    type Rejection = Infallible;

    const READS_BODY: bool = T::READS_BODY;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Infallible>> + Send {
        let value = T::from_request(parts, body, app);
        async { Ok(value.await.map_err(E::from)) }
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Option<Self>, Infallible>> + Send {
        let value = T::from_request_optional(parts, body, app);
        async { Ok(value.await.map_err(E::from).transpose()) }
    }
}
