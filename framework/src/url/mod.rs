//! Typed URLs: links that cannot be wrong.
//!
//! `#[app]` gives every app a struct with one method for each endpoint, which takes the path arguments of the handler
//! and gives a [`Url`]. An endpoint that is gone, or an argument of another type, does not compile.
//!
//! ```
//! use wegwerk::prelude::*;
//!
//! struct Shortly;
//!
//! #[app]
//! impl Shortly {
//!     #[route("/<short_id>")]
//!     fn on_follow_short_link(&self, short_id: &str) -> String { short_id.to_owned() }
//!
//!     #[route("/<short_id>+")]
//!     fn on_short_link_details(&self, short_id: &str) -> String { short_id.to_owned() }
//! }
//!
//! assert_eq!(Shortly::url().follow_short_link("a/b").to_string(), "/a%2Fb");
//! assert_eq!(ShortlyUrls::new().short_link_details("x").to_string(), "/x+");
//! // `/x+` is the details of `x`, not the short link `x+`:
//! assert!(Shortly::url().follow_short_link("x+").check().is_err());
//! ```
//!
//! `X::url()` is relative to `X` as the app that is served. Code that may be mounted, or served under a prefix, asks
//! for a [`UrlFor<X>`](UrlFor): its URLs are those that the client of the request has to ask for.

mod base;
mod check;
mod context;
mod error;
mod query;
mod render;
mod url_for;

pub use base::InvalidBase;
pub use context::UrlContext;
pub use error::UrlError;
pub use render::Url;
pub use url_for::UrlFor;

pub(crate) use base::{Base, base_of};

use crate::mounting::{AppBlock, Main};

/// The typed URLs of an app: implemented by the struct that `#[app]` writes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the typed URLs of an app",
    note = "write `XUrls` for the app `X`: `#[app]` makes this struct"
)]
pub trait Urls: Sized {
    /// The URLs, from where the app is mounted.
    #[doc(hidden)]
    fn of(context: UrlContext) -> Self;
}

/// What `X::url()` is: the typed URLs of an app that can be served. In the prelude.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app, and has no URLs",
    note = "add `#[app]` to its `impl` block",
    note = "an app with `outer` variables has URLs only where it is mounted: ask for a `wegwerk::UrlFor<X>`, or begin with the app that mounts it"
)]
pub trait Links {
    /// The struct with a method for each endpoint: `ShortlyUrls`.
    type Urls: Urls;

    /// The URLs of the app as the one that is served.
    fn url() -> Self::Urls;
}

#[diagnostic::do_not_recommend]
impl<A> Links for A
where
    A: AppBlock<Main, Urls: Urls + Default>,
{
    type Urls = <A as AppBlock<Main>>::Urls;

    fn url() -> Self::Urls {
        Self::Urls::default()
    }
}

/// The typed URLs of an app that is mounted by `M`, the type that the method of the mount gives: `UrlsOf<&'static Admin>`
/// is `AdminUrls`.
///
/// ```
/// use wegwerk::prelude::*;
/// use wegwerk::url::UrlsOf;
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
/// struct Site;
///
/// #[app]
/// impl Site {
///     #[mount("/admin")]
///     fn admin(&self) -> &'static Admin {
///         &Admin
///     }
/// }
///
/// let urls: UrlsOf<&'static Admin> = Site::url().admin();
/// assert_eq!(urls.users().to_string(), "/admin/users");
/// ```
pub type UrlsOf<M> = <(&'static (), M) as crate::private::MountedUrls>::Urls;

/// The URLs of what has none.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct NoUrls;

impl Urls for NoUrls {
    fn of(_: UrlContext) -> Self {
        NoUrls
    }
}
