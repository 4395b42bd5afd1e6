//! The markup of maud: `text/html; charset=utf-8`.

use maud::PreEscaped;

use super::html::page;
use super::{IntoResponse, Response};
use crate::Body;
use crate::describe::{Answers, Shape};

impl IntoResponse for PreEscaped<String> {
    fn into_response(self) -> Response {
        page(Body::full(self.0))
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "text/html; charset=utf-8", Shape::text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_a_page() {
        let markup: maud::Markup = maud::html! { p { "a < b" } };
        let response = markup.into_response();
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(response.body().as_bytes().unwrap(), "<p>a &lt; b</p>");
    }
}
