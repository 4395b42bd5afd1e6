//! Responses, and the responders that handlers return.

mod asset;
mod bytes;
mod empty;
mod header;
mod html;
mod json;
#[cfg(feature = "maud")]
mod markup;
mod option;
mod redirect;
mod text;

pub use asset::Asset;
#[cfg(feature = "reference")]
pub(crate) use asset::{fingerprint, is_known};
pub use html::Html;
pub use redirect::{Redirect, RedirectTarget};

use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};

use crate::Body;
use crate::describe::{Answer, Answers, Shape};

/// A response.
pub type Response = http::Response<Body>;

/// A responder: what a handler can return.
///
/// | what | the answer |
/// |---|---|
/// | `&'static str`, `String`, `Cow<'static, str>` | `text/plain; charset=utf-8` |
/// | `Bytes`, `Vec<u8>`, `&'static [u8]` | `application/octet-stream` |
/// | `Markup` of maud, [`Html`] | `text/html; charset=utf-8` |
/// | [`Json`](crate::Json) | `application/json` |
/// | [`Redirect`] | a redirect with a short page |
/// | `()`, `StatusCode`, `HeaderMap`, an array of pairs | no body |
/// | `(StatusCode, body)`, `(headers, body)`, `(StatusCode, headers, body)` | the body's answer with these set; headers are a `HeaderMap` or an array of pairs |
/// | `Option` | `None` is 404 |
/// | `Result` | either side is a responder |
/// | [`Error`](crate::Error) | a page or problem+json, as the client accepts |
/// | [`Body`], [`Response`] | as it is |
///
/// # Examples
///
/// ```
/// use wegwerk::http::StatusCode;
/// use wegwerk::{IntoResponse, Response};
///
/// struct Teapot;
///
/// impl IntoResponse for Teapot {
///     fn into_response(self) -> Response {
///         (StatusCode::IM_A_TEAPOT, [("x-brew", "darjeeling")], "short and stout").into_response()
///     }
/// }
///
/// let response = Teapot.into_response();
/// assert_eq!(response.status(), 418);
/// assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be answered: it is no responder",
    label = "no responder",
    note = "responders are text, bytes, `Markup`, `Json<T>`, `Redirect`, `StatusCode` and `Response`; `(status, headers, responder)`, in this order, without what is not needed; `Option<T>` and `Result<T, E>` of responders",
    note = "wrap a value that serializes in `Json(value)`, write `.to_string()` for one that displays, or implement `wegwerk::IntoResponse` for a type of your own",
    note = "for an error return `wegwerk::Result<T>`, in which `?` turns every `std::error::Error` into a 500; for a future write `async fn`"
)]
pub trait IntoResponse {
    /// The response.
    fn into_response(self) -> Response;

    /// Says what it answers, for the [description](crate::describe) of an app. Unless it is written, nothing is known.
    fn describe(answers: &mut Answers)
    where
        Self: Sized,
    {
        answers.untold::<Self>();
    }
}

impl IntoResponse for Response {
    fn into_response(self) -> Response {
        self
    }
}

/// Describes a 200 with a body of one type.
fn ok(answers: &mut Answers, media_type: &'static str, shape: Shape) {
    answers.add(Answer::new(StatusCode::OK).content(media_type, shape));
}

/// A 200 with a body and its type, the one header field that it needs.
#[inline]
fn typed(content_type: HeaderValue, body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
