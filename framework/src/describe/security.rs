//! How a client shows who it is.

use std::borrow::Cow;

/// How a client shows who it is: a security scheme of OpenAPI, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: Kind,
    pub(crate) description: Option<Cow<'static, str>>,
    pub(crate) is_optional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A scheme of the `Authorization` field.
    Http(&'static str),
    /// A key: in a `header`, a `cookie` or the `query`, and its name there.
    Key(&'static str, Cow<'static, str>),
}

impl Security {
    /// `Authorization: Bearer …` (RFC 6750).
    pub fn bearer(name: impl Into<Cow<'static, str>>) -> Self {
        Security::of(name.into(), Kind::Http("bearer"))
    }

    /// A user and a password in `Authorization: Basic …` (RFC 7617).
    pub fn basic(name: impl Into<Cow<'static, str>>) -> Self {
        Security::of(name.into(), Kind::Http("basic"))
    }

    /// A key in the header field `field`.
    pub fn header(name: impl Into<Cow<'static, str>>, field: impl Into<Cow<'static, str>>) -> Self {
        Security::of(name.into(), Kind::Key("header", field.into()))
    }

    /// A key in the cookie `cookie`: a session.
    pub fn cookie(name: impl Into<Cow<'static, str>>, cookie: impl Into<Cow<'static, str>>) -> Self {
        Security::of(name.into(), Kind::Key("cookie", cookie.into()))
    }

    /// A key in the parameter `parameter` of the query.
    pub fn query(name: impl Into<Cow<'static, str>>, parameter: impl Into<Cow<'static, str>>) -> Self {
        Security::of(name.into(), Kind::Key("query", parameter.into()))
    }

    fn of(name: Cow<'static, str>, kind: Kind) -> Self {
        Security { name, kind, description: None, is_optional: false }
    }

    /// Says how to come by it. Markdown.
    #[must_use]
    pub fn description(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.description = Some(text.into());
        self
    }
}
