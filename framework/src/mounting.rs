//! What a mounted app is asked for, and a part. The compiler names these where they are missing; `#[app]` implements them.

use std::sync::Arc;

use crate::private::{Call, Map};
use crate::{BodySlot, Error, Parts, Response, Urls};

/// The rules of an app: the same for every instance of a generic one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    note = "add `#[app]` to its `impl` block; of several blocks one is the main one, with `#[app(parts(…))]`"
)]
pub trait Routes {
    /// The rules, and those of the mounted apps.
    const MAP: &'static Map;
    /// The typed URLs.
    type Urls: Urls;
}

/// The rules of a part of an app, which has a block of its own: the number is that of its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no part of this name",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of `{Self}`"
)]
pub trait PartRoutes<const PART: u64> {
    /// The rules, and those of the apps that it mounts.
    const MAP: &'static Map;
}

/// Calls handlers by the numbers of their endpoints. Whose handlers these are has rules too, or a mount would quietly
/// have none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    label = "mounted here",
    note = "add `#[app]` to its `impl` block, whose bounds the mounting app has to meet",
    note = "where this is a `Box` or another reference, give what it points to: `&Admin`; an `Arc<Admin>` is given by value"
)]
pub trait Dispatch: Routes {
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

/// Calls the handlers of a part of an app, as [`Dispatch`] those of an app.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no part of this name",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of `{Self}`"
)]
pub trait PartDispatch<const PART: u64> {
    /// As [`Dispatch::dispatch`].
    fn dispatch<'r>(
        &'r self,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r;

    /// As [`Dispatch::fail`].
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
    label = "neither a reference nor an `Arc`",
    note = "write `fn admin(&self) -> &Admin` where the app owns it",
    note = "or give a `&'static Admin`, or an `Arc<Admin>` where several share it"
)]
pub trait AppRef {
    /// The mounted app.
    type App: ?Sized;

    /// The app.
    fn app(&self) -> &Self::App;
}

impl<A: ?Sized> AppRef for &A {
    type App = A;

    fn app(&self) -> &A {
        self
    }
}

impl<A: ?Sized> AppRef for Arc<A> {
    type App = A;

    fn app(&self) -> &A {
        self
    }
}

/// The mounted app: asks its type for all that it has to be, so that one mistake is one error.
#[inline]
pub fn app<M: AppRef<App: Dispatch + Sync>>(mount: &M) -> &(impl Dispatch + Sync + ?Sized + use<M>) {
    mount.app()
}
