//! Cookies as one browser keeps them for one host (RFC 6265).

use std::time::SystemTime;

use cookie::{Cookie, Expiration};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

#[derive(Debug)]
struct Kept {
    name: String,
    value: String,
    path: String,
    until: Option<SystemTime>,
}

/// The cookies that a client keeps.
#[derive(Debug, Default)]
pub(super) struct Jar(Vec<Kept>);

impl Jar {
    /// The value that a request of `path` would send first.
    pub(super) fn get(&self, name: &str, path: &str) -> Option<&str> {
        let now = SystemTime::now();
        let mut fitting: Vec<&Kept> = self.0.iter().filter(|kept| kept.fits(path, now)).collect();
        fitting.sort_by_key(|kept| std::cmp::Reverse(kept.path.len()));
        fitting.into_iter().find(|kept| kept.name == name).map(|kept| kept.value.as_str())
    }

    /// Sets a cookie for all paths.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.keep(Kept { name: name.into(), value: value.into(), path: "/".into(), until: None });
    }

    /// Forgets all cookies of this name.
    pub(super) fn delete(&mut self, name: &str) {
        self.0.retain(|kept| kept.name != name);
    }

    /// The `Cookie` field of a request of `path`, longer paths first.
    pub(super) fn header(&self, path: &str) -> Option<HeaderValue> {
        let now = SystemTime::now();
        let mut fitting: Vec<&Kept> = self.0.iter().filter(|kept| kept.fits(path, now)).collect();
        fitting.sort_by_key(|kept| std::cmp::Reverse(kept.path.len()));
        let pairs: Vec<String> = fitting.iter().map(|kept| format!("{}={}", kept.name, kept.value)).collect();
        if pairs.is_empty() { None } else { HeaderValue::from_bytes(pairs.join("; ").as_bytes()).ok() }
    }

    /// Takes over what a response to a request of `path` sets. What is no cookie is passed over.
    pub(super) fn learn(&mut self, path: &str, headers: &HeaderMap) {
        for field in headers.get_all(SET_COOKIE) {
            if let Ok(text) = std::str::from_utf8(field.as_bytes())
                && let Ok(cookie) = Cookie::parse(text)
            {
                self.keep(Kept::new(&cookie, path));
            }
        }
    }

    fn keep(&mut self, new: Kept) {
        self.0.retain(|kept| kept.name != new.name || kept.path != new.path);
        if new.until.is_none_or(|until| until > SystemTime::now()) {
            self.0.push(new);
        }
    }
}

impl Kept {
    fn new(cookie: &Cookie<'_>, request_path: &str) -> Self {
        let until = match (cookie.max_age(), cookie.expires()) {
            (Some(age), _) => {
                // A negative age is in the past; one past all time never comes.
                let age = std::time::Duration::try_from(age).unwrap_or_default();
                SystemTime::now().checked_add(age)
            }
            (None, Some(Expiration::DateTime(at))) => Some(at.into()),
            (None, _) => None,
        };
        let path = cookie.path().filter(|path| path.starts_with('/')).unwrap_or_else(|| {
            // RFC 6265, 5.1.4: the folder of the request.
            request_path.rsplit_once('/').map_or("/", |(folder, _)| folder)
        });
        let path = if path.is_empty() { "/" } else { path };
        Kept { name: cookie.name().into(), value: cookie.value().into(), path: path.into(), until }
    }

    /// RFC 6265, 5.1.4: the path itself, and what lies under it.
    fn fits(&self, path: &str, now: SystemTime) -> bool {
        let under = path.strip_prefix(self.path.as_str());
        let fits =
            under.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/'));
        fits && self.until.is_none_or(|until| until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jar_after(path: &str, fields: &[&'static str]) -> Jar {
        let mut jar = Jar::default();
        for field in fields {
            let mut headers = HeaderMap::new();
            headers.append(SET_COOKIE, HeaderValue::from_static(field));
            jar.learn(path, &headers);
        }
        jar
    }

    #[test]
    fn a_request_sends_the_cookies_that_fit_it() {
        let cases: &[(&str, &[&str], &str, Option<&str>)] = &[
            ("/", &["a=1"], "/", Some("a=1")),
            ("/", &["a=1", "b=2"], "/x", Some("a=1; b=2")),
            ("/", &["a=1", "a=2"], "/", Some("a=2")),
            ("/", &["a=1; Path=/x"], "/", None),
            ("/", &["a=1; Path=/x"], "/x/y", Some("a=1")),
            ("/", &["a=1; Path=/x"], "/xy", None),
            ("/", &["a=1; Path=/", "a=2; Path=/x"], "/x", Some("a=2; a=1")),
            ("/x/y", &["a=1"], "/x/z", Some("a=1")),
            ("/x/y", &["a=1"], "/", None),
            ("/", &["a=1", "a=; Max-Age=0"], "/", None),
            ("/", &["a=1", "a=1; Max-Age=-5"], "/", None),
            ("/", &["a=1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "/", None),
            ("/", &["a=1; Expires=Fri, 31 Dec 2123 23:59:59 GMT"], "/", Some("a=1")),
            // RFC 6265, 5.3: `Max-Age` goes before `Expires`.
            ("/", &["a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "/", Some("a=1")),
            ("/", &["a=1; HttpOnly; SameSite=Lax; Secure"], "/", Some("a=1")),
            ("/", &["no cookie"], "/", None),
        ];
        for (set_at, fields, asked, sent) in cases {
            let header = jar_after(set_at, fields).header(asked);
            let header = header.as_ref().map(|value| value.to_str().unwrap());
            assert_eq!(header, *sent, "{fields:?} set at {set_at}, asked at {asked}");
        }
    }
}
