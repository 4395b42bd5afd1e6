//! Redirects, with the short page that Werkzeug sends along.

use std::borrow::Cow;
use std::fmt;

use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::html::page;
use super::{IntoResponse, Response};
use crate::describe::{Answer, Answers, Shape, Status};
use crate::html::escape_into;
use crate::{Body, Error, Url};

/// What no URL may hold (RFC 3986, 2). `%` is left alone: the target is a URL already, not a text to be encoded.
/// The backslash is among them, so that no browser reads `/\host` as another host.
const NOT_IN_URLS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A redirect to another address.
///
/// The target is a URL, relative or absolute; whatever no URL may hold in it is percent-encoded. A typed
/// [`Url`] whose [check](Url::check) fails is answered with 500, and a line in the log that says why. The body is a short
/// page that links to the target, as Werkzeug's is.
///
/// ```
/// use wegwerk::{IntoResponse, Redirect};
///
/// let response = Redirect::to("/städte?q=a b").into_response();
/// assert_eq!(response.status(), 302);
/// assert_eq!(response.headers()["location"], "/st%C3%A4dte?q=a%20b");
/// ```
#[derive(Clone, Debug)]
pub struct Redirect {
    status: StatusCode,
    /// Why there is none, where there is none.
    target: Result<String, String>,
}

impl Redirect {
    /// 302 Found, as Werkzeug's `redirect`: for now, look there. A client may make the `POST` a `GET`.
    pub fn to(target: impl RedirectTarget) -> Self {
        Redirect::with_status(StatusCode::FOUND, target)
    }

    /// 303 See Other: what was sent is done, look there with `GET`.
    pub fn see_other(target: impl RedirectTarget) -> Self {
        Redirect::with_status(StatusCode::SEE_OTHER, target)
    }

    /// 307 Temporary Redirect: for now, send the same request there.
    pub fn temporary(target: impl RedirectTarget) -> Self {
        Redirect::with_status(StatusCode::TEMPORARY_REDIRECT, target)
    }

    /// 308 Permanent Redirect: from now on, send the same request there.
    pub fn permanent(target: impl RedirectTarget) -> Self {
        Redirect::with_status(StatusCode::PERMANENT_REDIRECT, target)
    }

    /// Another redirect status, such as 301. A status that is no redirect is answered with 500, and logged.
    pub fn with_status(status: StatusCode, target: impl RedirectTarget) -> Self {
        Redirect { status, target: target.address() }
    }
}

/// Where a [`Redirect`] can lead: text that is a URL, or a typed [`Url`].
///
/// What is something else and can be shown is a target as `value.to_string()`.
#[diagnostic::on_unimplemented(
    message = "a redirect cannot lead to `{Self}`",
    label = "neither a URL nor text",
    note = "give it a typed URL such as `Self::url().index()`, or text: `value.to_string()`",
    note = "where there may be no target, say first what is answered then: `.ok_or_else(Error::not_found)?`"
)]
pub trait RedirectTarget {
    /// The address, or why it is a broken link.
    #[doc(hidden)]
    fn address(&self) -> Result<String, String>;
}

macro_rules! targets {
    ($($ty:ty),*) => {$(
        impl RedirectTarget for $ty {
            fn address(&self) -> Result<String, String> {
                Ok(self.to_string())
            }
        }
    )*};
}

targets!(str, String, Cow<'_, str>, fmt::Arguments<'_>, http::Uri);

impl RedirectTarget for Url {
    fn address(&self) -> Result<String, String> {
        self.check().map(|()| self.to_string()).map_err(|error| error.to_string())
    }
}

impl<T: RedirectTarget + ?Sized> RedirectTarget for &T {
    fn address(&self) -> Result<String, String> {
        (**self).address()
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        if !self.status.is_redirection() {
            let source = format!("{} is no status of a redirect", self.status);
            return Error::internal_server_error().with_source(source).into_response();
        }
        let target = match self.target {
            Ok(target) => target,
            Err(problem) => {
                let source = format!("a redirect would lead to a broken link: {problem}");
                return Error::internal_server_error().with_source(source).into_response();
            }
        };
        let target: Cow<'_, str> = utf8_percent_encode(&target, NOT_IN_URLS).into();
        let location = match HeaderValue::from_str(&target) {
            Ok(location) => location,
            Err(error) => return Error::from(error).into_response(),
        };
        let mut response = page(Body::full(html(&target)));
        *response.status_mut() = self.status;
        response.headers_mut().insert(LOCATION, location);
        response
    }

    fn describe(answers: &mut Answers) {
        let answer = Answer::with(Status::Redirect).header("location", "Where it leads.");
        answers.add(answer.content("text/html; charset=utf-8", Shape::text()));
    }
}

fn html(target: &str) -> String {
    let mut html = String::with_capacity(192 + 2 * target.len());
    html.push_str(
        "<!doctype html>\n<html lang=\"en\">\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n\
         <p>You should be redirected automatically to the target URL: ",
    );
    if is_safe_link(target) {
        html.push_str("<a href=\"");
        escape_into(target, &mut html);
        html.push_str("\">");
        escape_into(target, &mut html);
        html.push_str("</a>. If not, click the link.\n");
    } else {
        escape_into(target, &mut html);
        html.push('\n');
    }
    html
}

/// Whether a click on it cannot run a script: some browsers show this page for a target they do not follow.
fn is_safe_link(target: &str) -> bool {
    let end = target.find([':', '/', '?', '#']).unwrap_or(target.len());
    match target.split_at_checked(end) {
        Some((scheme, rest)) if rest.starts_with(':') => {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(response: &Response) -> &str {
        std::str::from_utf8(response.body().as_bytes().unwrap()).unwrap()
    }

    #[test]
    fn each_kind_has_its_status() {
        let cases = [
            (Redirect::to("/"), 302),
            (Redirect::see_other("/"), 303),
            (Redirect::temporary("/"), 307),
            (Redirect::permanent("/"), 308),
            (Redirect::with_status(StatusCode::MOVED_PERMANENTLY, "/"), 301),
            (Redirect::with_status(StatusCode::OK, "/"), 500),
        ];
        for (redirect, expected) in cases {
            assert_eq!(redirect.into_response().status(), expected);
        }
    }

    #[test]
    fn every_text_and_every_uri_is_a_target() {
        let uri: http::Uri = "/a?b".parse().unwrap();
        let location =
            |redirect: Redirect| redirect.into_response().headers()[LOCATION].to_str().unwrap().to_owned();
        assert_eq!(location(Redirect::to(&uri)), "/a?b");
        assert_eq!(location(Redirect::to(String::from("/x"))), "/x");
        assert_eq!(location(Redirect::to(format_args!("/{}", 1))), "/1");
    }

    #[test]
    fn what_no_url_may_hold_is_encoded() {
        let cases = [
            ("/1+", "/1+"),
            ("http://example.com/?a=1&b=%20#c", "http://example.com/?a=1&b=%20#c"),
            ("http://[::1]:5000/", "http://[::1]:5000/"),
            ("/a\r\nset-cookie: b=1", "/a%0D%0Aset-cookie:%20b=1"),
            ("/\\evil.example", "/%5Cevil.example"),
            ("/ü\u{7f}\0", "/%C3%BC%7F%00"),
            ("", ""),
        ];
        for (target, expected) in cases {
            let response = Redirect::to(target).into_response();
            assert_eq!(response.status(), 302);
            assert_eq!(response.headers()[LOCATION], expected);
        }
    }

    #[test]
    fn the_page_links_to_the_target_escaped() {
        let response = Redirect::to("http://example.com/?a=1&b='x'").into_response();
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let page = body(&response);
        assert!(page.contains("<title>Redirecting...</title>"), "{page}");
        let link = "<a href=\"http://example.com/?a=1&amp;b=&#39;x&#39;\">";
        assert!(page.contains(link), "{page}");
    }

    #[test]
    fn the_page_never_links_to_a_script() {
        for target in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x"] {
            let response = Redirect::to(target).into_response();
            assert!(!body(&response).contains("<a "), "{target}");
        }
        for target in ["/a:b", "?a:b", "#a:b", "a/b:c", "HTTPS://example.com"] {
            let response = Redirect::to(target).into_response();
            assert!(body(&response).contains("<a "), "{target}");
        }
    }
}
