//! From a mount's method to the mounted app and its rules.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Dispatch, Map, NO_RULES, Routes, UrlContext};
use crate::Urls;

/// What a mount's method gives.
#[diagnostic::on_unimplemented(
    message = "a mount cannot give `{Self}`",
    label = "neither a reference nor an `Arc`",
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

/// The mounted app: asks its type for all that it has to be, so that one mistake is one error.
#[inline]
pub fn mounted<M: AppRef<App: Dispatch>>(mount: &M) -> &(impl Dispatch + use<M>) {
    mount.app()
}

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
