//! Targets: what a short link may lead to, and what is shown and sent for it.

use std::borrow::Cow;
use std::fmt;

use url::{Host, Url};

/// The longest URL that is shortened, in bytes.
pub const MAX_URL_BYTES: usize = 8 * 1024;

/// A URL that a short link leads to: the text as it was entered, and what the `url` crate reads in it.
///
/// The text is the link's identity: `HTTP://example.com/` and `http://example.com/` are two links
/// with one [`location`](Self::location).
///
/// ```
/// use shortly::target::Target;
///
/// let target = Target::check("  HTTPS://bücher.example/ünï?q=ä b ", &[]).unwrap();
/// assert_eq!(target.text(), "HTTPS://bücher.example/ünï?q=ä b");
/// assert_eq!(target.host(), "bücher.example");
/// assert_eq!(target.location(), "https://xn--bcher-kva.example/%C3%BCn%C3%AF?q=%C3%A4%20b");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'t> {
    text: &'t str,
    url: Url,
}

impl<'t> Target<'t> {
    /// Checks what someone entered; blanks around it are dropped.
    ///
    /// `own` is where Shortly itself is reached: a link that leads back there would go in circles.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn check(entered: &'t str, own: &[Authority]) -> Result<Self, Refusal> {
        let text = entered.trim();
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        if text.len() > MAX_URL_BYTES {
            return Err(Refusal::TooLong);
        }
        // The url crate would drop tabs and line ends without a word.
        if text.chars().any(char::is_control) {
            return Err(Refusal::ControlCharacter);
        }
        let target = Self::stored(text)?;
        if !target.url.username().is_empty() || target.url.password().is_some() {
            return Err(Refusal::UserInfo);
        }
        if own.iter().any(|own| own.is_reached_by(&target.url)) {
            return Err(Refusal::LeadsBack);
        }
        Ok(target)
    }

    /// Reads a text that a store holds. Other programs may have written it, so that what
    /// [`check`](Self::check) refuses is let through where a browser would still get somewhere.
    ///
    /// # Errors
    /// [`Refusal::NotAUrl`], [`Refusal::Scheme`] or [`Refusal::NoHost`].
    pub fn stored(text: &'t str) -> Result<Self, Refusal> {
        let url = Url::parse(text).map_err(|error| match error {
            url::ParseError::EmptyHost => Refusal::NoHost,
            _ => Refusal::NotAUrl,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(Refusal::NoHost);
        }
        Ok(Self { text, url })
    }

    /// The text as entered, without the blanks around it: what is stored, compared and shown.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The URL as the `url` crate writes it, ASCII only: what a `Location` header holds.
    pub fn location(&self) -> &str {
        self.url.as_str()
    }

    /// The parsed host for people to read: names in Unicode, without user info and port.
    pub fn host(&self) -> Cow<'_, str> {
        let ascii = self.ascii_host();
        match idna::domain_to_unicode(ascii) {
            (unicode, Ok(())) if unicode != ascii => Cow::Owned(unicode),
            _ => Cow::Borrowed(ascii),
        }
    }

    /// The parsed host as the network sees it: names in punycode.
    pub fn ascii_host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }
}

/// A host with its port, by which Shortly is reached.
///
/// ```
/// use shortly::target::{Authority, Refusal, Target};
///
/// let own = [Authority::parse("localhost:5000").unwrap()];
/// assert_eq!(Target::check("http://LOCALHOST:5000/1", &own), Err(Refusal::LeadsBack));
/// assert!(Target::check("http://localhost:8080/", &own).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    host: Host,
    port: Option<u16>,
}

impl Authority {
    /// Reads `host` or `host:port`, as a `Host` header has it (RFC 9110, section 7.2), or the
    /// origin of an `http` or `https` URL. `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let url = match text.contains("://") {
            true => Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?,
            // Of a scheme without default port, so that 80 stays visible.
            false => {
                if text.contains(['/', '?', '#', '@', '\\']) {
                    return None;
                }
                let url = Url::parse(&format!("none://{text}")).ok()?;
                let host = url.host_str().filter(|host| !host.is_empty())?;
                return Some(Self { host: without_root_dot(Host::parse(host).ok()?), port: url.port() });
            }
        };
        Some(Self { host: without_root_dot(url.host()?.to_owned()), port: url.port_or_known_default() })
    }

    /// Whether a request for `url` would arrive here. Without a port, both default ports do: who
    /// gives only a host may stand behind a proxy that speaks TLS.
    fn is_reached_by(&self, url: &Url) -> bool {
        let same_port = match self.port {
            Some(port) => url.port_or_known_default() == Some(port),
            None => matches!(url.port_or_known_default(), Some(80 | 443)),
        };
        same_port && url.host().is_some_and(|host| without_root_dot(host.to_owned()) == self.host)
    }
}

/// `example.com.` and `example.com` are one host.
fn without_root_dot(host: Host) -> Host {
    match host {
        Host::Domain(mut name) => {
            if name.ends_with('.') {
                name.pop();
            }
            Host::Domain(name)
        }
        address => address,
    }
}

/// Why a URL is not shortened; its text is for the person who entered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing but blanks.
    Empty,
    /// More than [`MAX_URL_BYTES`].
    TooLong,
    /// A tab, a line end or another control character within.
    ControlCharacter,
    /// The `url` crate cannot read it.
    NotAUrl,
    /// A scheme other than `http` and `https`.
    Scheme,
    /// No host.
    NoHost,
    /// A user name or a password, which would show on a public page.
    UserInfo,
    /// A link to Shortly itself.
    LeadsBack,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Please enter a URL.",
            Self::TooLong => "Please enter a shorter URL: 8,192 bytes are the limit.",
            Self::ControlCharacter => {
                "Please enter a URL without line ends, tabs and other control characters."
            }
            Self::NotAUrl => "Please enter a valid URL, with its http:// or https://.",
            Self::Scheme => "Please enter a valid URL that starts with http:// or https://.",
            Self::NoHost => "Please enter a valid URL with a host, as in http://example.com/.",
            Self::UserInfo => "Please enter a URL without user name and password: everyone could read them.",
            Self::LeadsBack => "Please enter a URL that does not lead back here.",
        })
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(texts: &[&str]) -> Vec<Authority> {
        texts.iter().map(|text| Authority::parse(text).unwrap()).collect()
    }

    #[test]
    fn the_location_is_a_uri_and_the_text_stays_as_entered() {
        for (entered, host, location) in [
            ("http://example.com/", "example.com", "http://example.com/"),
            ("http://example.com", "example.com", "http://example.com/"),
            ("HTTP://example.com/", "example.com", "http://example.com/"),
            (
                "https://bücher.example/ünï?q=ä b#fräg",
                "bücher.example",
                "https://xn--bcher-kva.example/%C3%BCn%C3%AF?q=%C3%A4%20b#fr%C3%A4g",
            ),
            (
                "http://example.com/\"><script>alert(1)</script>",
                "example.com",
                "http://example.com/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            ),
            ("https://xn--bcher-kva.example/", "bücher.example", "https://xn--bcher-kva.example/"),
            ("http://EXAMPLE.com:80/A?B", "example.com", "http://example.com/A?B"),
            ("http://[::1]:8080/", "[::1]", "http://[::1]:8080/"),
            ("http://192.168.0.1/", "192.168.0.1", "http://192.168.0.1/"),
            ("http://example.com/%ff%0a", "example.com", "http://example.com/%ff%0a"),
        ] {
            let target = Target::check(entered, &[]).unwrap();
            assert_eq!((&*target.host(), target.location()), (host, location), "{entered}");
            assert_eq!(target.text(), entered);
        }
    }

    #[test]
    fn blanks_around_a_url_do_not_count() {
        for entered in
            [" http://example.org/sp", "http://example.org/sp\r\n", "\t http://example.org/sp \u{a0}"]
        {
            assert_eq!(Target::check(entered, &[]).unwrap().text(), "http://example.org/sp");
        }
    }

    #[test]
    fn each_refusal_has_its_reason() {
        let long = format!("http://example.com/{}", "x".repeat(MAX_URL_BYTES - 18));
        for (entered, refusal) in [
            ("", Refusal::Empty),
            (" \r\n", Refusal::Empty),
            (&long, Refusal::TooLong),
            ("http://example.com/a\nb", Refusal::ControlCharacter),
            ("http://exa\tmple.com/", Refusal::ControlCharacter),
            ("http://example.com/\u{7f}", Refusal::ControlCharacter),
            ("example.com", Refusal::NotAUrl),
            ("\"><script>alert(1)</script>", Refusal::NotAUrl),
            ("http://[", Refusal::NotAUrl),
            ("http://example.com:http/", Refusal::NotAUrl),
            ("http://exa mple.com/", Refusal::NotAUrl),
            ("ftp://example.com/x", Refusal::Scheme),
            ("javascript:alert(\"x\")", Refusal::Scheme),
            ("file:///etc/passwd", Refusal::Scheme),
            ("http:", Refusal::NoHost),
            ("https://", Refusal::NoHost),
            ("http://user:secret@example.com/", Refusal::UserInfo),
            ("http://user@example.com/", Refusal::UserInfo),
            ("http://:secret@example.com/", Refusal::UserInfo),
        ] {
            assert_eq!(Target::check(entered, &[]), Err(refusal), "{entered:?}");
            assert!(refusal.to_string().ends_with('.'));
        }
        assert_eq!(Target::check(&long[..MAX_URL_BYTES], &[]).unwrap().text().len(), MAX_URL_BYTES);
    }

    #[test]
    fn a_link_back_to_shortly_is_refused() {
        for (own_text, entered, leads_back) in [
            ("localhost", "http://localhost/18", true),
            ("localhost", "HTTP://LOCALHOST:80/18", true),
            ("localhost", "https://localhost./18", true),
            ("localhost", "http://localhost:5000/", false),
            ("localhost:5000", "http://localhost:5000/x?y#z", true),
            ("localhost:5000", "http://localhost/", false),
            ("sho.rt:443", "https://sho.rt/", true),
            ("sho.rt:80", "https://sho.rt/", false),
            ("sho.rt:80", "http://sho.rt/", true),
            ("https://sho.rt/", "https://SHO.rt:443/1", true),
            ("https://sho.rt:8443/base", "https://sho.rt:8443/1", true),
            ("https://sho.rt", "https://not.sho.rt/1", false),
            ("bücher.example", "http://xn--bcher-kva.example/", true),
            ("127.0.0.1:5000", "http://127.1:5000/", true),
            ("[::1]:5000", "http://[0:0:0:0:0:0:0:1]:5000/", true),
        ] {
            let checked = Target::check(entered, &own(&[own_text]));
            assert_eq!(checked == Err(Refusal::LeadsBack), leads_back, "{own_text} {entered}");
            assert!(leads_back || checked.is_ok());
        }
        let both = own(&["localhost:5000", "https://sho.rt"]);
        assert_eq!(Target::check("https://sho.rt/1", &both), Err(Refusal::LeadsBack));
    }

    #[test]
    fn what_is_no_authority_is_none() {
        for text in ["", "a b", "ftp://example.com", "user@host", "host:port", "host/path", "[::1", ":80"] {
            assert_eq!(Authority::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn stored_text_of_other_programs_is_read_as_a_browser_would() {
        for (text, location) in [
            (" http://example.org/sp", Ok("http://example.org/sp")),
            ("http://example.com/a\nb", Ok("http://example.com/ab")),
            ("http://user:secret@example.com/", Ok("http://user:secret@example.com/")),
            ("http:", Err(Refusal::NoHost)),
            ("http://example.com:http/", Err(Refusal::NotAUrl)),
            ("javascript:alert(1)", Err(Refusal::Scheme)),
        ] {
            let read = Target::stored(text);
            assert_eq!(read.as_ref().map(Target::location).map_err(|refusal| *refusal), location, "{text:?}");
        }
        assert_eq!(Target::stored("http://user:secret@example.com/").unwrap().host(), "example.com");
    }
}
