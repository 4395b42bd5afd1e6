//! From a mount's method to the mounted app and its rules.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Map, NO_RULES, UrlContext};
use crate::Urls;
use crate::mounting::{AppRef, Routes};

/// The rules of what a mount's method gives, as an associated constant.
#[derive(Debug)]
pub struct MapOf<M>(PhantomData<M>);

impl<A: Routes> MapOf<&A> {
    /// The rules.
    pub const MAP: &'static Map = A::MAP;
}

impl<A: Routes> MapOf<Arc<A>> {
    /// The rules.
    pub const MAP: &'static Map = A::MAP;
}

/// Gives what is no app no rules: the compiler takes the constant above where there is one.
pub trait NotAnApp {
    /// No rules.
    const MAP: &'static Map = NO_RULES;
}

impl<M> NotAnApp for MapOf<M> {}

/// The URLs of what a mount's method gives: asked of a pair with a lifetime of its own, so that the bound can stand where
/// it may not hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a mounted app",
    note = "add `#[app]` to the `impl` block of the app, and give it by reference or as an `Arc`"
)]
pub trait MountedUrls {
    /// The typed URLs of the mounted app.
    type Urls;

    /// The URLs, where the mounted app begins.
    fn of(context: UrlContext) -> Self::Urls;
}

impl<M: AppRef<App: Routes>> MountedUrls for (&(), M) {
    type Urls = <M::App as Routes>::Urls;

    fn of(context: UrlContext) -> Self::Urls {
        Urls::of(context)
    }
}
