//! What an error looks like: a page, problem+json or plain text.

use http::HeaderValue;
use http::header::{CONTENT_TYPE, VARY};

use super::{Error, status};
use crate::Body;
use crate::html::escape_into;
use crate::negotiate::quality;
use crate::request::Parts;
use crate::response::Response;

/// The answer in the form that the client prefers. Of equals, the page.
pub(super) fn render(error: &Error, parts: &Parts) -> Response {
    let request = parts.headers();
    let page = quality(request, "text/html");
    let json = quality(request, "application/problem+json").max(quality(request, "application/json"));
    let mut response = if page > 0 && page >= json {
        answer(error, const { HeaderValue::from_static("text/html; charset=utf-8") }, html(error, parts))
    } else if json > 0 {
        answer(error, const { HeaderValue::from_static("application/problem+json") }, problem(error))
    } else {
        plain(error)
    };
    response.headers_mut().append(VARY, const { HeaderValue::from_static("accept") });
    response
}

/// The answer as plain text.
pub(super) fn plain(error: &Error) -> Response {
    answer(error, const { HeaderValue::from_static("text/plain; charset=utf-8") }, format!("{error}\n"))
}

fn answer(error: &Error, content_type: HeaderValue, body: String) -> Response {
    let mut response = Response::new(Body::full(body));
    *response.status_mut() = error.status();
    if !error.headers().is_empty() {
        *response.headers_mut() = error.headers().clone();
    }
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

/// RFC 9457: without a `type` of its own, a problem is `about:blank` and its title that of the status.
fn problem(error: &Error) -> String {
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": status::title(error.status()),
        "status": error.status().as_u16(),
    });
    if let Some(message) = error.public_message() {
        problem["detail"] = message.into();
    }
    problem.to_string()
}

fn html(error: &Error, parts: &Parts) -> String {
    let code = error.status();
    let code = code.as_str();
    let title = status::title(error.status());
    let mut page = String::with_capacity(1024);
    page.push_str("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.push_str(code);
    page.push(' ');
    escape_into(title, &mut page);
    page.push_str("</title>\n<style>\n");
    page.push_str(STYLE);
    let says_more = says_more(parts);
    if says_more {
        page.push_str(MORE_STYLE);
    }
    page.push_str("</style>\n<main>\n<p class=\"status\">");
    page.push_str(code);
    page.push_str("</p>\n<h1>");
    escape_into(title, &mut page);
    page.push_str("</h1>\n<p>");
    escape_into(error.public_message().unwrap_or_else(|| status::sentence(error.status())), &mut page);
    page.push_str("</p>\n");
    if says_more {
        page.push_str(&more(error, parts));
    }
    page.push_str("</main>\n</html>\n");
    page
}

/// Whether the page says what only those who make the app should read.
fn says_more(parts: &Parts) -> bool {
    cfg!(debug_assertions) && !parts.has_plain_errors()
}

#[cfg(debug_assertions)]
use super::development::{STYLE as MORE_STYLE, section as more};

#[cfg(not(debug_assertions))]
const MORE_STYLE: &str = "";

#[cfg(not(debug_assertions))]
fn more(_: &Error, _: &Parts) -> String {
    String::new()
}

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; line-height: 1.5;
  font-family: system-ui, sans-serif; color: light-dark(#1d2129, #e4e6eb); \
background: light-dark(#fafafa, #16181d); }
main { max-width: 32rem; padding: 2rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
p { margin: 0; }
.status { font-weight: 600; color: light-dark(#6b7280, #9aa2b1); }
";

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderMap;
    use http::header::ACCEPT;

    fn of(headers: HeaderMap) -> Parts {
        let mut request = http::Request::new(());
        *request.headers_mut() = headers;
        let plain = crate::settings::Settings { plain_errors: true, ..Default::default() };
        Parts::new(request.into_parts().0, None).within(Some(std::sync::Arc::new(plain)))
    }

    fn render_for(error: &Error, accept: &str) -> (String, String) {
        let mut request = HeaderMap::new();
        request.insert(ACCEPT, accept.parse().unwrap());
        let response = render(error, &of(request));
        assert_eq!(response.headers()[VARY], "accept");
        assert_eq!(response.status(), error.status());
        let content_type = response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
        let body = response.body().as_bytes().unwrap();
        (content_type, String::from_utf8(body.to_vec()).unwrap())
    }

    #[test]
    fn the_form_is_the_one_that_the_client_prefers() {
        const PAGE: &str = "text/html; charset=utf-8";
        const PROBLEM: &str = "application/problem+json";
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        let cases = [
            (browser, PAGE),
            ("*/*", PAGE),
            ("", PAGE),
            ("text/html, application/json", PAGE),
            ("application/json", PROBLEM),
            ("application/problem+json", PROBLEM),
            ("application/*", PROBLEM),
            ("application/json, text/html;q=0.9", PROBLEM),
            ("application/json, */*;q=0.1", PROBLEM),
            ("text/html;q=0, */*", PROBLEM),
            ("image/png", "text/plain; charset=utf-8"),
            ("*/*;q=0", "text/plain; charset=utf-8"),
        ];
        for (accept, expected) in cases {
            assert_eq!(render_for(&Error::not_found(), accept).0, expected, "Accept: {accept}");
        }
    }

    #[test]
    fn no_accept_at_all_gives_the_page() {
        let response = render(&Error::not_found(), &of(HeaderMap::new()));
        assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }

    #[test]
    fn a_problem_says_type_title_status_and_detail() {
        let error = Error::unprocessable_content().message("\"age\" is missing");
        let (_, body) = render_for(&error, "application/json");
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        let expected = serde_json::json!({
            "type": "about:blank",
            "title": "Unprocessable Content",
            "status": 422,
            "detail": "\"age\" is missing",
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn the_page_is_escaped_and_keeps_the_source_to_itself() {
        let error = Error::internal_server_error().message("<script>&").with_source("secret");
        for accept in ["text/html", "application/json", "image/png"] {
            let (_, body) = render_for(&error, accept);
            assert!(!body.contains("secret"), "{body}");
        }
        let (_, page) = render_for(&error, "text/html");
        assert!(page.contains("<p>&lt;script&gt;&amp;</p>"), "{page}");
        assert!(page.contains("<title>500 Internal Server Error</title>"), "{page}");
    }

    #[test]
    fn the_answer_keeps_the_headers_of_the_error() {
        let error = Error::method_not_allowed().header("allow", "GET, HEAD").header("vary", "origin");
        let response = render(&error, &of(HeaderMap::new()));
        assert_eq!(response.headers()["allow"], "GET, HEAD");
        let vary: Vec<_> = response.headers().get_all(VARY).iter().collect();
        assert_eq!(vary, ["origin", "accept"]);
    }
}
