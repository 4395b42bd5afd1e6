//! The app: what `#[app]` implements, and what servers, gateways and tests call.

use std::sync::Arc;

use wegwerk_routing::table::Table;

use crate::matching::{Binding, Explanation, Match, Rules};
use crate::private::Later;
use crate::service::{self, AppService, Handle};
use crate::{BodySlot, Parts, Response};

/// An app, made by [`#[app]`](macro@crate::app) on its `impl` block.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    note = "add `#[app]` to its `impl` block; where this is a reference, a `Box` or an `Arc`, give the app itself",
    note = "an app with `outer` variables can only be mounted, under a prefix that supplies them"
)]
pub trait App: Send + Sync + Sized + 'static {
    /// Answers one request: matches it, calls the handler, renders errors. Never fails and never panics for
    /// what a handler does. `HEAD` answers still carry their body: the service drops it.
    #[doc(hidden)]
    fn respond<'r, L: Later>(
        &'r self,
        later: L,
        parts: &'r mut Parts,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r
    where
        for<'any> &'any Self: Send;

    /// Whether some handler blocks the thread that it is called on.
    #[doc(hidden)]
    const BLOCKS: bool = false;

    /// The table of the app; an app that was written by hand has no rules.
    #[doc(hidden)]
    fn table() -> &'static Table {
        static EMPTY: Table = Table::EMPTY;
        &EMPTY
    }

    /// What becomes of a request, without calling a handler. `path` is as it is sent, percent-encoded, without the query.
    ///
    /// Where the app has rules for subdomains, these are relative to a server's name: say it by [`bind`](App::bind).
    ///
    /// ```
    /// # use wegwerk::prelude::*;
    /// # struct Blog;
    /// # #[app]
    /// # impl Blog {
    /// #     #[route("/posts/")]
    /// #     fn on_posts(&self) -> &'static str { "posts" }
    /// # }
    /// use wegwerk::matching::Match;
    ///
    /// assert_eq!(Blog::matches("GET", "localhost", "/posts"), Match::Redirect("/posts/".to_owned()));
    /// ```
    fn matches(method: &str, host: &str, path: &str) -> Match {
        Binding::<Self>::new(None).matches(method, host, path)
    }

    /// The methods that are taken at a path: see [`Binding::allowed_methods`].
    fn allowed_methods(host: &str, path: &str) -> Vec<&'static str> {
        Binding::<Self>::new(None).allowed_methods(host, path)
    }

    /// What becomes of a request, and why each rule takes it or does not: see [`Explanation`].
    fn explain(method: &str, host: &str, path: &str) -> Explanation {
        Binding::<Self>::new(None).explain(method, host, path)
    }

    /// Every rule of the whole app, those of mounted apps included.
    fn rules() -> Rules {
        Rules::of(Self::table())
    }

    /// The app bound to a server's name, `example.org`, as Werkzeug's `Map.bind`. What is no host is refused where it is
    /// used: nothing matches, and no URL is right.
    ///
    /// ```
    /// # use wegwerk::prelude::*;
    /// # struct Blog;
    /// # #[app]
    /// # impl Blog {
    /// #     #[route("/")]
    /// #     fn on_index(&self) -> &'static str { "index" }
    /// # }
    /// use wegwerk::matching::Match;
    /// use wegwerk::url::UrlError;
    ///
    /// let malformed = Blog::bind("a b");
    /// assert_eq!(malformed.matches("GET", "localhost", "/"), Match::BadHost);
    /// assert_eq!(malformed.url().index().check(), Err(UrlError::Host("a b".to_owned())));
    /// ```
    fn bind(server_name: &str) -> Binding<Self> {
        Binding::new(Some(server_name))
    }

    /// The description of the whole app as OpenAPI 3.1: see [`openapi`](crate::openapi).
    #[cfg(feature = "openapi")]
    fn openapi() -> crate::openapi::OpenApi {
        crate::openapi::OpenApi::of(Self::table())
    }

    /// The app as a [`tower_service::Service`](https://docs.rs/tower-service/0.3/tower_service/trait.Service.html):
    /// `Clone`, never failing, its future `Send` and unboxed.
    ///
    /// An app does not know of a prefix that an outer router takes off the path, unless
    /// [`AppService::script_name`] says it: else its redirects and URLs lead to the path as it sees it.
    ///
    /// ```
    /// # use wegwerk::prelude::*;
    /// # struct Hello;
    /// # #[app]
    /// # impl Hello {
    /// #     #[route("/")]
    /// #     fn on_index(&self) -> &'static str { "Hello, World!" }
    /// # }
    /// // The rules of `Hello`, under a prefix of a site that axum serves.
    /// let router: axum::Router = axum::Router::new().nest_service("/hello", Hello.into_service().script_name("/hello"));
    /// ```
    fn into_service(self) -> AppService<impl Handle> {
        service::of(Arc::new(self))
    }
}
