//! A page with the header fields that keep it from being misused.

use maud::Markup;
use wegwerk::describe::Answers;
use wegwerk::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use wegwerk::{IntoResponse, Response};

/// A page: nothing from elsewhere, in nobody's frame, and no word to others of where people come from.
pub(crate) struct Page(pub(crate) Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        const POLICY: &str = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";
        let headers = [
            (CONTENT_SECURITY_POLICY, POLICY),
            (REFERRER_POLICY, "no-referrer"),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (headers, self.0).into_response()
    }

    fn describe(answers: &mut Answers) {
        Markup::describe(answers);
    }
}
