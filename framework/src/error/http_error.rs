//! Error types that know their statuses.

use std::error::Error as StdError;

use http::StatusCode;

use super::Error;
use crate::describe::Answers;

/// An error type that knows which status it is answered with: what `#[derive(HttpError)]` writes.
///
/// A handler that returns `Result<T, E>` with such an `E` answers each error with its status, and the description of the app
/// lists them all. What it displays is the message that the client reads where the status is below 500; of what went wrong on
/// the server only the log tells.
///
/// ```
/// use wegwerk::http::StatusCode;
/// use wegwerk::prelude::*;
///
/// #[derive(Debug, HttpError)]
/// enum LinkError {
///     /// There is no such link.
///     #[status(404)]
///     Missing,
///     /// The name is taken.
///     #[status(409)]
///     Taken(String),
///     #[status(500)]
///     Io(std::io::Error),
/// }
///
/// impl std::fmt::Display for LinkError {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         match self {
///             LinkError::Missing => f.write_str("There is no such link."),
///             LinkError::Taken(name) => write!(f, "`{name}` is taken."),
///             LinkError::Io(error) => error.fmt(f),
///         }
///     }
/// }
///
/// impl std::error::Error for LinkError {}
///
/// struct Links;
///
/// #[app]
/// impl Links {
///     #[get("/<name>")]
///     fn on_link(&self, name: &str) -> Result<String, LinkError> {
///         Err(LinkError::Taken(name.to_owned()))
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Links);
/// let answer = client.get("/a").header("accept", "application/json").await;
/// assert_eq!(answer.status(), StatusCode::CONFLICT);
/// assert_eq!(answer.json::<serde_json::Value>()["detail"], "`a` is taken.");
/// # });
/// ```
///
/// `?` in a function that returns [`wegwerk::Result`](crate::Result) makes a 500 of every error, of this one too, since it
/// takes all errors alike. There `.map_err(HttpError::into_error)?` keeps the status.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know its status",
    label = "no `HttpError`",
    note = "derive it: `#[derive(HttpError)]`, with `#[status(404)]` on each variant"
)]
pub trait HttpError: StdError + Send + Sync + Sized + 'static {
    /// The status that it is answered with.
    fn status(&self) -> StatusCode;

    /// The error that is answered: of this status, with itself as the source. The client reads what it displays where the
    /// status is below 500.
    fn into_error(self) -> Error {
        let error = Error::new(self.status());
        let error = if error.status().is_server_error() { error } else { error.message(self.to_string()) };
        error.with_source(self)
    }

    /// Which statuses it has. What is derived says those of its variants; of what is written by hand nothing is known, and
    /// handlers name its statuses by `answers(…)`, unless it says them here.
    ///
    /// ```
    /// use wegwerk::HttpError;
    /// use wegwerk::describe::Answers;
    /// use wegwerk::http::StatusCode;
    ///
    /// #[derive(Debug)]
    /// struct TooLate;
    ///
    /// impl HttpError for TooLate {
    ///     fn status(&self) -> StatusCode {
    ///         StatusCode::GONE
    ///     }
    ///
    ///     fn describe(answers: &mut Answers) {
    ///         answers.error(410, "It was there once.");
    ///     }
    /// }
    /// # impl std::fmt::Display for TooLate {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("too late") }
    /// # }
    /// # impl std::error::Error for TooLate {}
    /// ```
    fn describe(answers: &mut Answers) {
        answers.any_error::<Self>();
    }
}
