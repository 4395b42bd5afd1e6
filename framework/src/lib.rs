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
//! [The guide](guide) begins with [an app in five minutes](guide::first_app); this page says in short what there is.
//!
//! # Rules
//!
//! A rule is text such as `/wiki/<page>/rev/<int:number>`, in the manner of Werkzeug. A variable is `<name>`,
//! `<converter:name>` or `<converter(arguments):name>`; literals and several variables may share a segment, as in
//! `/<short_id>+` and `/<int(fixed_digits=4):year>-<month>`. Literals are written decoded: `/café`, `/a b`.
//!
//! | converter | takes | argument types |
//! |---|---|---|
//! | `string` (or none), with `minlength`, `maxlength`, `length` | a segment, or what of it the literals leave | any [`PathParam`] |
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
//! fails and shows such a request; `priority = 1` on one of them settles it. [`guide::checks`] has all that stops the
//! build, each mistake with an example and how to mend it.
//!
//! # Errors
//!
//! [`Error`] has a constructor for every error status; `?` turns any other error into a 500 that keeps its source.
//! They are rendered as a page or as problem details (RFC 9457), as the client accepts, or by the app's own
//! `#[catch(404)]` and `#[catch]`.
//!
//! # Documentation
//!
//! `cargo doc` of an app shows its routes: on the app's page a table of their methods, rules and endpoints with what is
//! mounted and which errors are rendered, and on each handler and each method of its URLs a section *Route*: variables with
//! what they take, query and body, the statuses that are sent, an example URL. rustdoc's search finds them by their rules.
//! What a handler's comment says stands there too, so its first line is worth writing. [`docs::markdown()`] is all routes of
//! an app with those of all that it mounts, and [`testing::routes_file`] keeps a file with it.
//!
//! # Features
//!
//! `maud` (default): `Markup` is a responder. `uuid` (default): `Uuid` can be a path variable. `openapi`: an app describes
//! itself as OpenAPI. `reference`: a browsable reference of the API, served by the app itself. `cli`: subcommands for a
//! program that reads its arguments with clap, such as the list of routes.

// Where the docs of an app are made without those of what it uses, links to the framework lead here: without it rustdoc
// shows them in brackets.
#![doc(html_root_url = "https://docs.rs/wegwerk/0.1")]

// What the registry shows first is compiled, too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod app;
pub mod body;
#[cfg(feature = "cli")]
pub mod cli;
pub mod converter;
// What is said is read by `openapi` alone.
#[cfg_attr(not(feature = "openapi"), allow(dead_code))]
pub mod describe;
pub mod docs;
pub mod error;
#[doc(hidden)]
pub mod handler;
// Texts for rustdoc, which no build of an app has to carry.
#[cfg(any(doc, doctest))]
pub mod guide;
mod host;
mod html;
pub mod matching;
#[doc(hidden)]
pub mod mounting;
mod negotiate;
#[cfg(feature = "openapi")]
pub mod openapi;
mod panic;
pub mod prelude;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "reference")]
pub mod reference;
pub mod request;
pub mod response;
pub mod server;
pub mod service;
mod settings;
pub mod testing;
pub mod url;

pub use app::App;
pub use body::Body;
pub use bytes::Bytes;
pub use error::{Error, HttpError, Result};
pub use http;
#[cfg(feature = "maud")]
pub use maud::Markup;
pub use request::{
    BodySlot, ClientAddr, Form, FromParts, FromRequest, Json, MatchedRule, Parts, PathParam, Query, Request,
};
pub use response::{Asset, Html, IntoResponse, Redirect, RedirectTarget, Response};
#[cfg(feature = "openapi")]
pub use schemars;
pub use server::Server;
pub use settings::TrustedProxy;
pub use url::{Links, Url, UrlFor, Urls};
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// Makes an app of an `impl` block, whose annotated methods are its handlers; or of a module, `#[app] mod web { … }`,
/// whose free functions are: the app is then the unit struct `web::App`.
///
/// It stands on an inherent `impl` block of a struct or an enum, generic or not; methods without an attribute stay
/// as they are. The app is then an [`App`]. Options:
///
/// - `strict_slashes = false`: `/foo/` takes `/foo` too, and the other way round; a rule may say otherwise.
/// - `merge_slashes = false`: a path with doubled slashes is not redirected to the one without; of apps that are
///   mounted, what the outermost says counts.
/// - `redirect_defaults = false`: no redirect to the rule with the default, and none from an alias.
/// - `subdomain = "…"`, or `host = "…"`: of the rules that name none. `default_subdomain = "www"` is what these are for
///   where nothing is named at all; `host_matching` has every rule name its whole host rather than a subdomain.
/// - `outer(lang: &str)`: variables of the prefixes that the app is mounted under, which its handlers take by name. The
///   mount is checked to supply them, and the app cannot be served by itself.
/// - `part = admin`: the block is a part of an app whose main block, `parts(admin, …)`, may stand in another file.
/// - `lock = "routes.lock"`: the build fails where a route of this file, by its path from the package's root, is gone or takes
///   less than before; `WEGWERK_LOCK=update cargo test` writes it. See [`guide::checks::locks`].
/// - `crate = "…"`: the path of this crate where it is renamed or re-exported.
///
/// The app gets a struct of typed URLs, `WikiUrls`, by `Wiki::url()`: see [`url`]. What matching does can be asked without
/// a request: see [`matching`].
///
/// The rules of one app are compared when it is compiled, with those of the apps that it mounts. A generic app takes
/// its bounds on the `impl` block, not on the `struct`.
///
/// ```
/// use wegwerk::prelude::*;
///
/// struct Wiki;
///
/// #[app(strict_slashes = false)]
/// impl Wiki {
///     #[route("/")]
///     fn on_index(&self) -> &'static str {
///         "all pages"
///     }
///
///     #[route("/<page>", methods(GET, PUT))]
///     async fn on_page(&self, page: &str, method: Method) -> String {
///         format!("{method} {page}")
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Wiki);
/// assert_eq!(client.put("/Werkzeug/").await.text(), "PUT Werkzeug");
/// # });
/// ```
pub use wegwerk_macros::app;

/// Serves a rule, on a method of an [`app`](macro@app); several times if several rules lead to it.
///
/// - `methods(GET, POST)`: the methods; `GET` if nothing is said, `HEAD` comes with it. `methods(ANY)` is every
///   method; one of your own stands in quotes: `methods("PURGE")`.
/// - `endpoint = "…"`: another name than the method's without `on_`.
/// - `strict_slashes = …`: another choice than the app's.
/// - `merge_slashes = false`: the rule takes no path whose doubled slashes had to be merged first.
/// - `subdomain = "<lang>"`, `host = "…"`: the requests that it is for, by host. Variables are arguments as those of the
///   path. A subdomain is relative to [`Server::server_name`].
/// - `defaults(page = 1)`: values that the handler gets as if they stood in the path. A request whose values are those of
///   another rule's defaults is redirected there.
/// - `alias`: redirects to the method's other rule. `build_only`: takes no request, only URLs are built from it.
/// - `redirect_to = "/new/<id>"`: redirects there, with the query; without a slash at its beginning the address is
///   relative to the app's own root.
/// - `websocket`: takes WebSocket handshakes, and nothing else does; what fits but for that is answered with 400.
/// - `blocking`: the handler, a `fn`, may take its time: it is called on a thread that may block, not on one that serves
///   other connections in the meantime. Its arguments are extracted there too.
/// - `answers(404, 409)`: the statuses that the handler answers with beside those that its type tells. In a debug build
///   another one is logged, and fails the test whose [client](testing::Client) asked.
/// - `returns = Json<User>`, or a media type, `returns = "text/css"`: a responder that answers alike, for the description of
///   the app where the signature hides it, as `impl IntoResponse` and [`Response`] do.
/// - `priority = 1`: goes first where the rules leave a tie; from -32768 to 32767, 0 unless it is set.
/// - `allow(WL102)`: what this lint warns of is meant. `#[mount]` and, for its subdomain or host, `#[app]` take it too.
///
/// `#[get]`, `#[post]`, `#[put]`, `#[patch]` and `#[delete]` are the same for one method.
///
/// ```
/// use wegwerk::prelude::*;
///
/// struct Archive;
///
/// #[app]
/// impl Archive {
///     #[route("/archive/")]
///     #[route("/archive/<int(fixed_digits=4):year>")]
///     fn on_archive(&self, year: Option<u16>) -> String {
///         year.map_or("every year".to_owned(), |year| year.to_string())
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Archive);
/// assert_eq!(client.get("/archive/1999").await.text(), "1999");
/// assert_eq!(client.get("/archive/99").await.status(), 404);
/// # });
/// ```
pub use wegwerk_macros::route;

pub use wegwerk_macros::{delete, get, patch, post, put};

/// Renders errors, on a method of an [`app`](macro@app): `#[catch(404)]` those of one status, `#[catch]` all others.
///
/// The method takes `&self`, the [`Error`], and extractors that do not read the body. The status stays the error's
/// unless the responder sets one other than 200. A handler's error goes to its own app first, then to the app that
/// mounts it; an unmatched request to the app with the longest prefix that fits. A catch that fails gives the
/// built-in page.
///
/// ```
/// use wegwerk::prelude::*;
///
/// struct Site;
///
/// #[app]
/// impl Site {
///     #[catch(404)]
///     fn on_not_found(&self, _: &Error, uri: &Uri) -> String {
///         format!("There is no {uri}.")
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Site);
/// let answer = client.get("/nowhere").await;
/// assert_eq!((answer.status().as_u16(), answer.text()), (404, "There is no /nowhere."));
/// # });
/// ```
pub use wegwerk_macros::catch;

/// Mounts another app under a prefix, on a method of an [`app`](macro@app) that gives it: by `&T`, `&'static T` or an
/// `Arc<T>`.
///
/// A prefix may hold variables, which reach an app that declares them by `outer(…)`. `subdomain = "…"` and `host = "…"`
/// give all that is mounted another host, whatever its rules say.
///
/// The rules of the mounted app join the one table: where they leave a tie with those outside, the build fails and
/// names both rules, across crates too.
///
/// ```
/// use wegwerk::prelude::*;
///
/// struct Admin;
///
/// #[app]
/// impl Admin {
///     #[route("/users")]
///     fn on_users(&self) -> &'static str {
///         "no users"
///     }
/// }
///
/// struct Site {
///     admin: Admin,
/// }
///
/// #[app]
/// impl Site {
///     #[mount("/admin")]
///     fn admin(&self) -> &Admin {
///         &self.admin
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Site { admin: Admin });
/// assert_eq!(client.get("/admin/users").await.text(), "no users");
/// # });
/// ```
pub use wegwerk_macros::mount;

/// Implements [`PathParam`](trait@PathParam) for a newtype, which takes what its field takes, or for an enum without
/// data, which takes the names of its variants in `kebab-case` or what `#[path_param("…")]` says.
///
/// ```
/// use wegwerk::PathParam;
///
/// #[derive(PathParam)]
/// struct UserId(u32);
///
/// #[derive(PathParam)]
/// enum Order {
///     Newest,
///     #[path_param("a-to-z")]
///     ByName,
/// }
///
/// assert!(matches!(UserId::from_param("7"), Some(UserId(7))));
/// assert!(matches!(Order::from_param("newest"), Some(Order::Newest)));
/// assert!(matches!(Order::from_param("a-to-z"), Some(Order::ByName)));
/// ```
pub use wegwerk_macros::PathParam;

/// Implements [`HttpError`](trait@HttpError) and [`IntoResponse`] for an error type.
///
/// - `#[status(404)]` on a variant, or on a struct: its status, from 400 to 599. On an enum it is that of each variant which
///   says none.
/// - `#[status(transparent)]` on a variant of one field: that of the `HttpError` within.
/// - `#[status(crate = "…")]` on the type: the path of this crate where it is renamed or re-exported.
///
/// The first paragraph of a variant's documentation says in the description of the app when it happens. The type implements
/// [`std::error::Error`], by hand or by a derive made for that.
///
/// ```
/// use wegwerk::prelude::*;
///
/// #[derive(Debug, HttpError)]
/// #[status(503)]
/// struct Closed;
///
/// impl std::fmt::Display for Closed {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.write_str("closed")
///     }
/// }
///
/// impl std::error::Error for Closed {}
///
/// assert_eq!(Closed.status(), 503);
/// ```
pub use wegwerk_macros::HttpError;
