//! Requests, and the extractors that handlers take as arguments.

mod json;
mod parts;
mod path_param;
mod slot;

pub use json::Json;
pub use parts::Parts;
pub use path_param::PathParam;
pub use slot::BodySlot;

use crate::response::IntoResponse;

/// A whole request: its head and its body.
pub type Request = http::Request<crate::Body>;

/// An extractor that may borrow from the head of the request: used for an argument whose type is written with
/// `&` or a lifetime. `A` is the app whose handler asks; general extractors implement it for every `A`.
pub trait FromParts<'r, A: ?Sized>: Sized {
    /// What is answered instead of calling the handler.
    type Rejection: IntoResponse;

    /// Takes the value from the head.
    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Self::Rejection>;

    /// The same for `Option<Self>`: `None` only where the thing is absent.
    fn from_parts_optional(parts: &'r Parts, app: &'r A) -> Result<Option<Self>, Self::Rejection> {
        Self::from_parts(parts, app).map(Some)
    }
}

/// An extractor that owns what it takes, and may read the body. `A` is the app whose handler asks; general
/// extractors implement it for every `A`.
pub trait FromRequest<A: ?Sized>: Sized {
    /// What is answered instead of calling the handler.
    type Rejection: IntoResponse;

    /// Whether it reads the body: at most one argument of a handler may.
    const READS_BODY: bool = false;

    /// Takes the value from the request.
    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// The same for `Option<Self>`: `None` only where the thing is absent.
    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Option<Self>, Self::Rejection>> + Send {
        let value = Self::from_request(parts, body, app);
        async { value.await.map(Some) }
    }
}
