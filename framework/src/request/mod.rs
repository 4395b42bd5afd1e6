//! Requests, and the extractors that handlers take as arguments.
//!
//! | argument | what it is | where it cannot be had |
//! |---|---|---|
//! | [`Query<T>`](Query) | the query string | 400 |
//! | [`Form<T>`](Form) | an urlencoded body | 415, 422, 413 |
//! | [`Json<T>`](Json) | a JSON body | 415, 400, 422, 413 |
//! | `String`, `Bytes` | the body | 413; 400 where a `String` is not UTF-8 |
//! | [`Request`] | everything, the body unread | 413 where it is known to be too large |
//! | `&HeaderMap`, `HeaderMap` | the header fields | |
//! | `&Method`, `Method`, `&Uri`, `Uri`, `Version` | the request line | |
//! | [`&Parts`](Parts) | the head | |
//! | [`MatchedRule`] | the rule and its endpoint | 500 |
//! | [`ClientAddr`] | where the connection comes from | 500 |
//!
//! `Option<T>` of each is `None` only where the thing is absent; `Result<T, E>` hands the rejection to the
//! handler. A body that breaks off is 400.

mod body;
mod client_addr;
#[cfg(test)]
mod fixture;
mod form;
mod head;
mod json;
mod matched_rule;
mod media_type;
mod optional;
mod parts;
mod path_param;
mod query;
mod slot;
mod urlencoded;
mod whole;

pub use client_addr::ClientAddr;
pub use form::Form;
pub use json::Json;
pub(crate) use parts::Site;
pub use parts::{MatchedRule, Parts};
pub use path_param::PathParam;
pub use query::Query;
pub use slot::{BodySlot, DEFAULT_BODY_LIMIT};

use crate::describe::Input;
use crate::response::IntoResponse;

/// A whole request: its head and its body.
///
/// As an argument it owns a copy of the head. Its body ends in an error beyond the limit.
pub type Request = http::Request<crate::Body>;

/// An extractor that may borrow from the head of the request: used for an argument whose type is written with
/// `&` or a lifetime. `A` is the app whose handler asks; general extractors implement it for every `A`.
///
/// # Examples
///
/// ```
/// use wegwerk::{Error, FromParts, Parts};
///
/// /// The `User-Agent` of the request.
/// struct UserAgent<'r>(&'r str);
///
/// impl<'r, A: ?Sized> FromParts<'r, A> for UserAgent<'r> {
///     type Rejection = Error;
///
///     fn from_parts(parts: &'r Parts, _app: &'r A) -> Result<Self, Error> {
///         let agent = parts.headers().get("user-agent").and_then(|agent| agent.to_str().ok());
///         agent.map(UserAgent).ok_or_else(|| Error::bad_request().message("`User-Agent` is missing."))
///     }
/// }
///
/// fn on_agent(agent: UserAgent<'_>) -> String {
///     agent.0.to_owned()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a handler argument: it is not an extractor, and no `<…>` of the rule has this argument's name",
    label = "neither an extractor that borrows nor a variable of the rule",
    note = "a value from the path has the name of its variable: `<name>` and `name: &str`",
    note = "what borrows from the request is `&HeaderMap`, `&Method`, `&Uri`, `&Parts` or a type that implements `wegwerk::FromParts`",
    note = "a body is owned: `String` or `Bytes`, `Json<T>` or `Form<T>` of a `T` without lifetimes",
    note = "the state of the app is no argument: it is `&self`"
)]
pub trait FromParts<'r, A: ?Sized>: Sized {
    /// What is answered instead of calling the handler.
    type Rejection: IntoResponse;

    /// Takes the value from the head.
    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Self::Rejection>;

    /// The same for `Option<Self>`: `None` only where the thing is absent.
    fn from_parts_optional(parts: &'r Parts, app: &'r A) -> Result<Option<Self>, Self::Rejection> {
        Self::from_parts(parts, app).map(Some)
    }

    /// Says what it takes and when it refuses, for the [description](crate::describe) of an app. Unless it is written, what
    /// the rejection answers.
    fn describe(input: &mut Input) {
        Self::Rejection::describe(input.answers());
    }
}

/// An extractor that owns what it takes, and may read the body. `A` is the app whose handler asks; general
/// extractors implement it for every `A`: `impl<A: ?Sized + Sync>`, where they are written as `async fn`.
///
/// # Examples
///
/// ```
/// use wegwerk::{BodySlot, Error, FromRequest, Parts};
///
/// struct Users {
///     token: String,
/// }
///
/// /// Whoever knows the token of the app.
/// struct Admin;
///
/// impl FromRequest<Users> for Admin {
///     type Rejection = Error;
///
///     async fn from_request(parts: &Parts, _body: &mut BodySlot, app: &Users) -> Result<Self, Error> {
///         match parts.headers().get("x-token") {
///             Some(token) if token == app.token.as_str() => Ok(Admin),
///             _ => Err(Error::forbidden()),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a handler argument: it is not an extractor, and no `<…>` of the rule has this argument's name",
    label = "neither an extractor nor a variable of the rule",
    note = "a value from the path has the name of its variable: `<id>` and `id: {Self}`",
    note = "a value from the body is `Json<{Self}>` or `Form<{Self}>`, one from the query `Query<{Self}>`; they need `serde::Deserialize`",
    note = "an extractor of your own implements `wegwerk::FromRequest`; one that implements `FromParts` borrows, and is written with its lifetime: `Name<'_>`",
    note = "the state of the app is no argument: it is `&self`"
)]
pub trait FromRequest<A: ?Sized>: Sized {
    /// What is answered instead of calling the handler.
    type Rejection: IntoResponse;

    /// Whether it reads the body: at most one argument of a handler may.
    const READS_BODY: bool = false;

    /// Takes the value from the request.
    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// The same for `Option<Self>`: `None` only where the thing is absent.
    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Option<Self>, Self::Rejection>> + Send {
        let value = Self::from_request(parts, body, app);
        async { value.await.map(Some) }
    }

    /// Says what it takes and when it refuses, for the [description](crate::describe) of an app. Unless it is written, what
    /// the rejection answers.
    fn describe(input: &mut Input) {
        Self::Rejection::describe(input.answers());
    }
}
