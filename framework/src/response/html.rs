//! HTML that stands in a string: `text/html; charset=utf-8`.

use bytes::Bytes;
use http::HeaderValue;

use super::{IntoResponse, Response, typed};
use crate::Body;
use crate::describe::{Answers, Shape};

/// HTML in a text, for pages that do not come of maud. Nothing in it is escaped.
///
/// ```
/// use wegwerk::{Html, IntoResponse};
///
/// let response = Html("<h1>Hello</h1>").into_response();
/// assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Html<T>(pub T);

impl<T: Into<Bytes>> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        page(Body::full(self.0))
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "text/html; charset=utf-8", Shape::text());
    }
}

pub(super) fn page(body: Body) -> Response {
    typed(const { HeaderValue::from_static("text/html; charset=utf-8") }, body)
}
