//! From a mount's method to the mounted app and its rules.

use std::future::ready;
use std::marker::PhantomData;
use std::sync::Arc;

use super::{Call, Later, Map, NO_RULES, NodeRef, UrlContext, no_endpoint};
use crate::mounting::{AppBlock, AppRef, Main, MountedApp};
use crate::{BodySlot, Error, IntoResponse, Parts, Response, Urls};

/// A mount, and whether it leads back to the app that mounts: then it is a mistake that is told elsewhere, and its future
/// would hold itself.
#[derive(Debug)]
pub struct Enter<const CYCLE: bool>;

/// Goes on to the mounted app.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not an app",
    label = "mounted here",
    note = "add `#[app]` to its `impl` block, whose bounds the mounting app has to meet"
)]
pub trait EnterMount<A: ?Sized> {
    /// As [`AppBlock::dispatch`].
    fn dispatch<'r, L: Later>(
        _app: &'r A,
        _later: L,
        _endpoint: u32,
        _call: &'r Call<'r>,
        _body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r {
        ready(no_endpoint())
    }

    /// As [`AppBlock::fail`].
    fn fail<'r>(
        _app: &'r A,
        _way: &'r [u16],
        error: Error,
        _parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r {
        ready(error.into_response())
    }
}

impl<A: MountedApp + Sync + ?Sized> EnterMount<A> for Enter<false> {
    fn dispatch<'r, L: Later>(
        app: &'r A,
        later: L,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r {
        app.dispatch(later, endpoint, call, body)
    }

    fn fail<'r>(
        app: &'r A,
        way: &'r [u16],
        error: Error,
        parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r {
        app.fail(way, error, parts)
    }
}

impl<A: ?Sized> EnterMount<A> for Enter<true> {}

/// The rules of what a mount's method gives, as an associated constant.
#[derive(Debug)]
pub struct MapOf<M>(PhantomData<M>);

impl<A: AppBlock<Main>> MapOf<&A> {
    /// The rules.
    pub const MAP: &'static Map = A::MAP;
    /// The app in the graph of mounts.
    pub const NODE: NodeRef = A::NODE;
}

impl<A: AppBlock<Main>> MapOf<Arc<A>> {
    /// The rules.
    pub const MAP: &'static Map = A::MAP;
    /// The app in the graph of mounts.
    pub const NODE: NodeRef = A::NODE;
}

/// Gives what is no app no rules: the compiler takes the constant above where there is one.
pub trait NotAnApp {
    /// No rules.
    const MAP: &'static Map = NO_RULES;
    /// Nothing in the graph of mounts.
    const NODE: NodeRef = NodeRef::NONE;
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

impl<M: AppRef<App: AppBlock<Main, Urls: Urls>>> MountedUrls for (&(), M) {
    type Urls = <M::App as AppBlock<Main>>::Urls;

    fn of(context: UrlContext) -> Self::Urls {
        <Self::Urls as Urls>::of(context)
    }
}
