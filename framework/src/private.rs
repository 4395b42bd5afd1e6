//! What the code that `#[app]` generates is made of. Not for use by hand: it changes without notice.

mod call;
mod respond;

use std::sync::Arc;

use http::StatusCode;
pub use wegwerk_routing::clash::{check_mount, check_own};
pub use wegwerk_routing::map::{Map, Mount};
pub use wegwerk_routing::method::Methods;
pub use wegwerk_routing::rule::{Class, Limits, Part, Piece, Place, Rule, Variable};
pub use wegwerk_routing::table::{Size, Storage, Table};

pub use call::{Call, Is, Taken, converted, named, variable};
pub use respond::respond;

use crate::{BodySlot, Error, IntoResponse, Parts, Response};

/// The rules of an app: the same for every instance of a generic one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    note = "add `#[app]` to its `impl` block",
    note = "the parameters of a generic app take their bounds on the `impl` block, not on the `struct`"
)]
pub trait Routes {
    /// The rules, and those of the mounted apps.
    const MAP: &'static Map;
}

/// Calls handlers by the numbers of their endpoints.
pub trait Dispatch: Sync {
    /// The table of the app as root.
    fn table() -> &'static Table;

    /// Calls the handler of an endpoint of this app or one that it mounts. An error that no catch rendered is
    /// still in the response.
    fn dispatch<'r>(
        &'r self,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r;

    /// Lets the app that `way` leads to render an error, then those that mount it.
    fn fail<'r>(
        &'r self,
        way: &'r [u16],
        error: Error,
        parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r;
}

/// What a mount's method gives.
#[diagnostic::on_unimplemented(
    message = "a mount cannot give `{Self}`",
    note = "write `fn admin(&self) -> &Admin`, or give a `&'static Admin` or an `Arc<Admin>`"
)]
pub trait AppRef {
    /// The mounted app.
    type App;

    /// The app.
    fn app(&self) -> &Self::App;
}

impl<A> AppRef for &A {
    type App = A;

    fn app(&self) -> &A {
        self
    }
}

impl<A> AppRef for Arc<A> {
    type App = A;

    fn app(&self) -> &A {
        self
    }
}

/// The future of a handler, which has to be `Send`; what it holds is not looked at again.
pub fn send<F: Future + Send>(future: F) -> impl Future<Output = F::Output> + Send {
    future
}

/// The response of a handler.
pub fn into_response<R: IntoResponse>(value: R) -> Response {
    value.into_response()
}

/// Whether at most one of the arguments reads the body.
pub const fn at_most_one(reads: &[bool]) -> bool {
    let mut found = 0;
    let mut i = 0;
    while i < reads.len() {
        found += reads[i] as usize;
        i += 1;
    }
    found <= 1
}

/// For an endpoint that the app does not have. The table holds none.
pub fn no_endpoint() -> Response {
    Error::internal_server_error().into_response()
}

/// Whether a response may carry an error.
pub fn is_error(response: &Response) -> bool {
    response.status().as_u16() >= 400
}

/// The response of a catch, for the error that it rendered. Where the catch failed, the error stays.
pub fn caught(mut rendered: Response, response: Response, error: Error) -> Response {
    if let Some(failure) = Error::take_from(&mut rendered) {
        tracing::error!(status = failure.status().as_u16(), "a catch failed; the built-in page is shown");
        return uncaught(response, error);
    }
    if rendered.status() == StatusCode::OK {
        *rendered.status_mut() = error.status();
    }
    for (name, value) in error.headers() {
        if !rendered.headers().contains_key(name) {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    rendered
}

/// An error that no catch of this app takes: it goes outwards.
pub fn uncaught(_: Response, error: Error) -> Response {
    error.into_response()
}
