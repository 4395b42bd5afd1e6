//! From the main block of an app to its parts. Whether there is a part is a constant, and without one everything here
//! is empty: that it is missing is told once, by [`check_part`].

use std::fmt::Debug;
use std::future::ready;
use std::marker::PhantomData;

use super::{AppBlock, Called, Main, OfPart};
use crate::private::Later;
use crate::private::{Call, Map, NO_RULES, NodeRef, UrlContext, no_endpoint};
use crate::{BodySlot, Error, IntoResponse, Parts, Response};

/// The typed URLs of the part that is a block.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such part of the app",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of the app, or take the name out of `parts(…)`"
)]
pub trait PartUrls {
    /// The URLs, which go on to those of the `Next` part.
    type Urls<Next: Clone + Debug>: Clone + Debug;

    /// The URLs, where those of the part begin.
    fn urls<Next: Clone + Debug>(context: UrlContext, next: Next) -> Self::Urls<Next>;
}

/// The URLs of all parts of an app, by the typed URLs of its main block.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such part of the app",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of the app, or take the name out of `parts(…)`"
)]
pub trait UrlParts {
    /// Those of the first part, which go on to those of the next.
    type Parts: Clone + Debug;
}

/// A part by the number of its name, of the app whose URLs are `U`.
#[derive(Debug)]
pub struct PartOf<U, const PART: u64>(PhantomData<U>);

impl<U: AppBlock<OfPart<PART>>, const PART: u64> PartOf<U, PART> {
    /// There is one. This goes before [`NotAPart::EXISTS`], as what is inherent does.
    pub const EXISTS: bool = true;
}

/// What is asked where there is no such part.
pub trait NotAPart {
    /// There is none.
    const EXISTS: bool = false;
}

impl<U, const PART: u64> NotAPart for PartOf<U, PART> {}

/// Stops the build where there is no such part.
///
/// # Panics
/// In const evaluation, with `message`.
#[track_caller]
pub const fn check_part(exists: bool, message: &str) {
    assert!(exists, "{}", message);
}

/// A part that exists, or one that does not.
#[derive(Debug)]
pub struct Joined<const EXISTS: bool>;

/// The rules and URLs of a part of the app whose URLs are `U`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such part of the app",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of the app, or take the name out of `parts(…)`"
)]
pub trait JoinedPart<U, const PART: u64> {
    /// The URLs, which go on to those of the `Next` part.
    type Urls<Next: Clone + Debug>: Clone + Debug;
    /// The rules.
    const MAP: &'static Map;
    /// The block in the graph of mounts.
    const NODE: NodeRef;

    /// The URLs, where those of the part begin.
    fn urls<Next: Clone + Debug>(context: UrlContext, next: Next) -> Self::Urls<Next>;
}

impl<U: AppBlock<OfPart<PART>, Block: PartUrls>, const PART: u64> JoinedPart<U, PART> for Joined<true> {
    type Urls<Next: Clone + Debug> = <<U as AppBlock<OfPart<PART>>>::Block as PartUrls>::Urls<Next>;
    const MAP: &'static Map = U::MAP;
    const NODE: NodeRef = U::NODE;

    fn urls<Next: Clone + Debug>(context: UrlContext, next: Next) -> Self::Urls<Next> {
        <<U as AppBlock<OfPart<PART>>>::Block as PartUrls>::urls(context, next)
    }
}

impl<U, const PART: u64> JoinedPart<U, PART> for Joined<false> {
    type Urls<Next: Clone + Debug> = Next;
    const MAP: &'static Map = NO_RULES;
    const NODE: NodeRef = NodeRef::NONE;

    fn urls<Next: Clone + Debug>(_: UrlContext, next: Next) -> Next {
        next
    }
}

/// Calls the handlers of a part, as [`AppBlock`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such part of the app",
    label = "joined here",
    note = "write `#[app(part = …)]` on another `impl` block of the app, or take the name out of `parts(…)`"
)]
pub trait JoinedDispatch<A, const PART: u64> {
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

/// The URLs of an app, by reference: how large they are depends on what parts there are.
type UrlsOf<A> = &'static <A as AppBlock<Main>>::Urls;

impl<A, const PART: u64> JoinedDispatch<A, PART> for Joined<true>
where
    A: AppBlock<Main, Urls: 'static> + AppBlock<Called<<UrlsOf<A> as AppBlock<OfPart<PART>>>::Block>>,
    UrlsOf<A>: AppBlock<OfPart<PART>>,
{
    fn dispatch<'r, L: Later>(
        app: &'r A,
        later: L,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r {
        <A as AppBlock<Called<_>>>::dispatch(app, later, endpoint, call, body)
    }

    fn fail<'r>(
        app: &'r A,
        way: &'r [u16],
        error: Error,
        parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r {
        <A as AppBlock<Called<_>>>::fail(app, way, error, parts)
    }
}

impl<A, const PART: u64> JoinedDispatch<A, PART> for Joined<false> {}
