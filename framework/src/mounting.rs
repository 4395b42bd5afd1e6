//! What the blocks of an app are, and what a mounted app is asked for. The compiler names these where they are missing or
//! stand twice; `#[app]` implements them.
//!
//! What a block is, is one trait in several roles: where two blocks want the same one, the compiler says so once, and is
//! silent about whatever else needs that trait.

mod joined;
mod owner;

use std::future::ready;
use std::marker::PhantomData;
use std::sync::Arc;

pub use joined::{Joined, JoinedDispatch, JoinedPart, NotAPart, PartOf, PartUrls, UrlParts, check_part};
pub use owner::{MainOf, Owner, OwnerOf};

use crate::private::{Call, Later, Map, NO_RULES, NodeRef, no_endpoint};
use crate::{BodySlot, Error, IntoResponse, Parts, Response};

/// The role of the block that an app has once: it gives the rules, and leads to the block's type and to the typed URLs.
/// The rules are the same for every instance of a generic app.
#[derive(Debug)]
pub struct Main;

/// The role of the block of a part, by the number of the part's name: as [`Main`], but implemented for the typed URLs of
/// the main block, which anybody may see.
#[derive(Debug)]
pub struct OfPart<const NAME: u64>;

/// The role of a block whose handlers can be called.
#[derive(Debug)]
pub struct Called<Block>(PhantomData<Block>);

/// A block of an app in a role; what another role is for has no meaning.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    note = "add `#[app]` to its `impl` block; of several blocks one is the main one, with `#[app(parts(…))]`"
)]
pub trait AppBlock<Role> {
    /// What tells the block from any other.
    type Block;
    /// The typed URLs.
    type Urls;
    /// The rules, and those of the mounted apps.
    const MAP: &'static Map = NO_RULES;
    /// The app in the graph of mounts.
    const NODE: NodeRef = NodeRef::NONE;
    /// Calls the handler of an endpoint of this block or of an app that it mounts. An error that no catch rendered is
    /// still in the response.
    fn dispatch<'r, L: Later>(
        &'r self,
        _later: L,
        _endpoint: u32,
        _call: &'r Call<'r>,
        _body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r {
        ready(no_endpoint())
    }

    /// Lets the app that `way` leads to render an error, then those that mount it.
    fn fail<'r>(
        &'r self,
        _way: &'r [u16],
        error: Error,
        _parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r {
        ready(error.into_response())
    }
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

/// An app that can be mounted: its rules are known, and its handlers can be called.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an app",
    label = "mounted here",
    note = "add `#[app]` to its `impl` block, whose bounds the mounting app has to meet",
    note = "where this is a `Box` or another reference, give what it points to: `&Admin`; an `Arc<Admin>` is given by value"
)]
pub trait MountedApp {
    /// As [`AppBlock::dispatch`].
    fn dispatch<'r, L: Later>(
        &'r self,
        later: L,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r;

    /// As [`AppBlock::fail`].
    fn fail<'r>(
        &'r self,
        way: &'r [u16],
        error: Error,
        parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r;
}

#[diagnostic::do_not_recommend]
impl<A: AppBlock<Main> + AppBlock<Called<<A as AppBlock<Main>>::Block>> + ?Sized> MountedApp for A {
    fn dispatch<'r, L: Later>(
        &'r self,
        later: L,
        endpoint: u32,
        call: &'r Call<'r>,
        body: &'r mut BodySlot,
    ) -> impl Future<Output = Response> + Send + 'r {
        <A as AppBlock<Called<_>>>::dispatch(self, later, endpoint, call, body)
    }

    fn fail<'r>(
        &'r self,
        way: &'r [u16],
        error: Error,
        parts: &'r Parts,
    ) -> impl Future<Output = Response> + Send + 'r {
        <A as AppBlock<Called<_>>>::fail(self, way, error, parts)
    }
}

/// The mounted app: asks its type for all that it has to be, so that one mistake is one error.
#[inline]
pub fn app<M: AppRef<App: MountedApp + Sync>>(mount: &M) -> &(impl MountedApp + Sync + ?Sized + use<M>) {
    mount.app()
}
