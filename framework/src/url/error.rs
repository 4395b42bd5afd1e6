//! Why a URL would be a broken link.

use std::error::Error;
use std::fmt;

use wegwerk_routing::url::Refusal;

use super::InvalidBase;

/// Why a URL would not lead to its endpoint with its values.
///
/// ```
/// # use wegwerk::prelude::*;
/// # struct Blog;
/// # #[app]
/// # impl Blog {
/// #     #[route("/<int(max=12):month>")]
/// #     fn on_month(&self, month: u8) -> String { month.to_string() }
/// # }
/// use wegwerk::url::UrlError;
///
/// assert_eq!(Blog::url().month(7).check(), Ok(()));
/// let error = Blog::url().month(13).check().unwrap_err();
/// assert_eq!(error, UrlError::Value { variable: "month".to_owned(), value: "13".to_owned() });
/// assert_eq!(error.to_string(), "the rule does not take `13` for its variable `<month>`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// No rule of the endpoint has these defaults, lacks these values, or takes the method.
    NoRule {
        /// The endpoint.
        endpoint: &'static str,
    },
    /// The converter of a variable, or the type of its argument, refuses a value: an empty text, a number outside its
    /// limits, an item that `any` does not have.
    Value {
        /// The variable.
        variable: String,
        /// The value.
        value: String,
    },
    /// The rule has no variable for a value, which goes to the query and does not come back.
    NoVariable {
        /// The argument.
        variable: String,
        /// The rule that the URL is built from.
        rule: &'static str,
    },
    /// The path has a segment that is `.` or `..`: clients take it away before they ask, and with `..` the segment before
    /// it, however it is encoded.
    Dots(String),
    /// Another rule takes the request.
    Taken {
        /// The rule that takes it.
        rule: &'static str,
        /// Its endpoint.
        endpoint: &'static str,
    },
    /// The request reaches the endpoint with another value: `<a>-<b>` with `x` and `y-z` comes back as `x-y` and `z`; and a
    /// default takes the place of a value that is left out.
    Apart {
        /// The variable.
        variable: String,
        /// The value that it has then.
        value: String,
    },
    /// No rule takes the request.
    NotFound,
    /// The URL is on another host, or a WebSocket's, and its own is not known: make it
    /// [`absolute`](super::Url::absolute), or build it by [`UrlFor`](super::UrlFor).
    NoHost,
    /// It is longer than what a request can ask for: 65,534 bytes of path and query.
    TooLong,
    /// A value makes a host that no host can be, or one that clients ask for as another: `1.2` is `1.0.0.2` to them. Or
    /// what the app is [bound](crate::App::bind) to is none.
    Host(String),
    /// The base that was given to [`absolute`](super::Url::absolute) is none.
    Base(InvalidBase),
    /// What was given to [`query`](super::Url::query) is neither a struct nor a list of pairs, or holds what has no text.
    Unwritable(String),
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UrlError::NoRule { endpoint } => {
                write!(f, "no rule of the endpoint `{endpoint}` fits these values and this method")
            }
            UrlError::Value { variable, value } => {
                write!(f, "the rule does not take `{value}` for its variable `<{variable}>`")
            }
            UrlError::NoVariable { variable, rule } => {
                write!(f, "the rule `{rule}` has no variable for the value of `{variable}`")
            }
            UrlError::Dots(segment) => write!(f, "clients take the segment `{segment}` out of a path"),
            UrlError::Taken { rule, endpoint } => {
                write!(f, "the rule `{rule}` of the endpoint `{endpoint}` takes this URL")
            }
            UrlError::Apart { variable, value } => {
                write!(f, "the value of `<{variable}>` would come back as `{value}`")
            }
            UrlError::NotFound => f.write_str("no rule takes this URL"),
            UrlError::TooLong => f.write_str("the URL is longer than what a request can ask for"),
            UrlError::NoHost => f.write_str("the URL needs a host, and none is known"),
            UrlError::Host(host) => write!(f, "`{host}` is no host"),
            UrlError::Base(error) => error.fmt(f),
            UrlError::Unwritable(error) => write!(f, "the query cannot be written: {error}"),
        }
    }
}

impl Error for UrlError {}

impl From<Refusal> for UrlError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Value { variable, value } => UrlError::Value { variable, value },
            Refusal::NoVariable { variable, rule } => UrlError::NoVariable { variable, rule },
            Refusal::Dots { segment } => UrlError::Dots(segment),
            Refusal::Taken { rule, endpoint } => UrlError::Taken { rule, endpoint },
            Refusal::Apart { variable, value } => UrlError::Apart { variable, value },
            Refusal::NotFound => UrlError::NotFound,
        }
    }
}
