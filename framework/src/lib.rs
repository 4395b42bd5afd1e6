//! A macro-driven, declarative web framework: an app is a struct, its handlers are annotated methods, and its
//! routes are checked when it is compiled.
//!
//! ```no_run
//! use wegwerk::prelude::*;
//!
//! struct Hello;
//!
//! #[app]
//! impl Hello {
//!     /// Greets whoever the path names.
//!     #[route("/hello/<name>")]
//!     fn on_hello(&self, name: &str) -> String {
//!         format!("Hello, {name}!")
//!     }
//! }
//!
//! fn main() -> std::io::Result<()> {
//!     wegwerk::Server::new().bind("127.0.0.1:5000").run(Hello)
//! }
//! ```
//!
//! # Rules
//!
//! A rule is text such as `/wiki/<page>/rev/<int:number>`, in the manner of Werkzeug. A variable is `<name>`,
//! `<converter:name>` or `<converter(arguments):name>`; literals and several variables may share a segment, as in
//! `/<short_id>+` and `/<int(fixed_digits=4):year>-<month>`. Literals are written decoded: `/café`, `/a b`.
//!
//! | converter | takes | argument types |
//! |---|---|---|
//! | `string` (or none), with `minlength`, `maxlength`, `length` | text without a slash | any [`PathParam`] |
//! | `int`, with `min`, `max`, `fixed_digits`, `signed` | digits | integers |
//! | `float`, with `min`, `max`, `signed` | digits on both sides of a point | `f32`, `f64` |
//! | `path` | text with slashes, not at its beginning | text |
//! | `any(a, b)` | one of the items | text, enums |
//! | `uuid` | a UUID with dashes | `Uuid`, text |
//! | the name of a type that is a [`PathParam`] | what the type takes | that type |
//!
//! A value that the limits of the converter or the type of the argument refuse makes the rule not match, and the
//! next rule is tried.
//!
//! # Handlers
//!
//! A handler is a `fn` or `async fn` with `&self`. An argument with the name of a variable takes it; every other
//! one is an extractor ([`request`] lists them). What it returns is a responder ([`response`] lists them), or a
//! [`Result`] of one. Without `methods(…)` a rule takes `GET`, and `HEAD` with it; `OPTIONS` is answered from the
//! table. A branch such as `/wiki/` redirects `/wiki` unless `strict_slashes = false`.
//!
//! # Order
//!
//! Which rule takes a request depends on the text of the rules alone, segment by segment from the left: a literal
//! goes before a variable, more and longer literals before fewer and shorter ones, more variables before fewer,
//! `int` and `float` before text, text before `path`. Where that leaves a tie and some request fits both, the build
//! fails and shows such a request; `priority = 1` on one of them settles it.
//!
//! # Errors
//!
//! [`Error`] has a constructor for every error status; `?` turns any other error into a 500 that keeps its source.
//! They are rendered as a page or as problem details (RFC 9457), as the client accepts, or by the app's own
//! `#[catch(404)]` and `#[catch]`.
//!
//! # Features
//!
//! `maud` (default): `Markup` is a responder. `uuid` (default): `Uuid` can be a path variable.

pub mod app;
pub mod body;
pub mod converter;
pub mod error;
mod html;
mod negotiate;
mod panic;
pub mod prelude;
#[doc(hidden)]
pub mod private;
pub mod request;
pub mod response;
pub mod server;
pub mod service;
pub mod testing;

pub use app::App;
pub use body::Body;
pub use bytes::Bytes;
pub use error::{Error, Result};
pub use http;
#[cfg(feature = "maud")]
pub use maud::Markup;
pub use request::{
    BodySlot, ClientAddr, Form, FromParts, FromRequest, Json, MatchedRule, Parts, PathParam, Query, Request,
};
pub use response::{Asset, Html, IntoResponse, Redirect, Response};
pub use server::Server;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;
pub use wegwerk_macros::{PathParam, app, catch, delete, get, mount, patch, post, put, route};
