//! What `#[app]` implements for the blocks of an app. It is one trait in several roles: where two blocks want the same
//! one, the compiler says so once, and is silent about whatever else needs that trait.

use std::fmt::Debug;
use std::future::ready;
use std::marker::PhantomData;

use wegwerk_routing::table::Table;

use super::{Call, Map, NO_RULES, NodeRef, UrlContext, no_endpoint};
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

/// The role of the main block of an app that can be served by itself.
#[derive(Debug)]
pub struct Served<Block>(PhantomData<Block>);

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
    /// Whether some handler blocks the thread that it is called on.
    const BLOCKS: bool = false;

    /// The table of the app.
    fn table() -> &'static Table {
        static EMPTY: Table = Table::EMPTY;
        &EMPTY
    }

    /// Calls the handler of an endpoint of this block or of an app that it mounts. An error that no catch rendered is
    /// still in the response.
    fn dispatch<'r>(
        &'r self,
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

/// The typed URLs of the part that is a block.
pub trait PartUrls {
    /// The URLs, which go on to those of the `Next` part.
    type Urls<Next: Clone + Debug>: Clone + Debug;

    /// The URLs, where those of the part begin.
    fn urls<Next: Clone + Debug>(context: UrlContext, next: Next) -> Self::Urls<Next>;
}

/// The URLs of all parts of an app, by the typed URLs of its main block.
pub trait UrlParts {
    /// Those of the first part, which go on to those of the next.
    type Parts: Clone + Debug;
}
