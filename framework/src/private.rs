//! What the code that `#[app]` generates is made of. Not for use by hand: it changes without notice.

mod blocking;
mod call;
mod declared;
mod describe;
pub(crate) mod handshake;
mod later;
mod locate;
mod lock;
mod mounted;
mod respond;

pub extern crate self as krate;
use std::marker::PhantomData;
pub use std::primitive::u32;
pub use std::result::Result::{self, Ok};

use http::StatusCode;
use http::header::SET_COOKIE;
pub use wegwerk_routing::clash::{check_mount, check_own};
pub use wegwerk_routing::cycle::{Edge, Node, NodeRef, check_cycle, leads_back};
pub use wegwerk_routing::joined::{check_joined, check_names};
pub use wegwerk_routing::lock::{Locked, check_locked};
pub use wegwerk_routing::map::{Endpoint, Hosts, Map, Mount, NO_SUBDOMAIN, Outer, subdomain};
pub use wegwerk_routing::method::Methods;
pub use wegwerk_routing::outer::check_outer;
pub use wegwerk_routing::placed::{check_placed, placed};
pub use wegwerk_routing::reached::check_reached;
pub use wegwerk_routing::rule::{
    Action, Class, Default, Domain, Limits, Part, Piece, Place, Rule, Slot, Target, Value, Variable,
};
pub use wegwerk_routing::table::{Size, Storage, Table};

pub use self::describe::{Borrowed, Owned, Returned, Schema, Unknown, Variable as Described};
use crate::describe::Answers;
pub use crate::describe::Operations;
pub(crate) use blocking::{blocks, on_blocking_threads};
pub use call::{Call, Fits, FitsNot, Is, NoParam, Param, Taken};
pub(crate) use declared::Watch;
pub use declared::{declared, declared_as, media_type};
pub use later::{Later, until_here};
pub(crate) use locate::{Misplaced, domain as domain_of};
pub use lock::hold_lock;
pub use mounted::{Enter, EnterMount, MapOf, MountedUrls, NotAnApp};
pub use respond::respond;

pub use crate::handler::{
    argument as owned, borrowed_argument as borrowed, converted_variable as converted, future as send,
    named_variable as named, response as into_response, variable,
};
pub use crate::mounting::{
    AppBlock, Called, Joined, JoinedDispatch, JoinedPart, Main, MainOf, NotAPart, OfPart, Owner, OwnerOf,
    PartOf, PartUrls, UrlParts, app as mounted, check_part,
};
pub use crate::panic::Panicked;
use crate::panic::catch_panic;
pub use crate::url::{NoUrls, UrlContext};
pub use crate::{BodySlot, IntoResponse, Response, Url};
use crate::{Error, FromRequest};

/// The rules of an app that could not be read.
pub const NO_RULES: &Map = &Map::EMPTY;

/// Whether `T` reads the body as an argument of a handler of `A`. It says no of what is no extractor: that mistake is
/// reported elsewhere, once.
pub struct Reads<T, A: ?Sized>(PhantomData<T>, PhantomData<A>);

impl<T: FromRequest<A>, A: ?Sized> Reads<T, A> {
    /// As of the extractor. It goes before [`NoExtractor::READS_BODY`], as what is inherent does.
    pub const READS_BODY: bool = T::READS_BODY;
}

/// What is asked where `T` is no extractor.
pub trait NoExtractor {
    /// It reads nothing.
    const READS_BODY: bool = false;
}

impl<T> NoExtractor for T {}

/// An error type that knows its status.
pub struct Failed<T>(PhantomData<T>);

impl<T: crate::HttpError> Failed<T> {
    /// The answer. It goes before [`NoError::response`].
    pub fn response(error: T) -> Response {
        error.into_error().into_response()
    }

    /// The statuses. It goes before [`NoError::describe`].
    pub fn describe(answers: &mut Answers) {
        T::describe(answers);
    }
}

/// What is answered by what is no error at all: that mistake is told elsewhere, once.
pub trait NoError<T> {
    /// A 500.
    fn response(_: T) -> Response {
        no_endpoint()
    }

    /// Nothing.
    fn describe(_: &mut Answers) {}
}

impl<T> NoError<T> for Failed<T> {}

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

/// Whether a response may carry an error that is still to be rendered.
pub fn is_error(response: &Response) -> bool {
    response.status().as_u16() >= 400 && response.extensions().get::<BuiltIn>().is_none()
}

/// Marks a response whose error gets the built-in page, whatever catches there are further out.
#[derive(Clone, Copy)]
struct BuiltIn;

/// Whether a catch of this status, or of all, is for the error.
pub fn is_for(error: &Error, status: Option<u16>) -> bool {
    status.is_none_or(|status| error.status().as_u16() == status)
}

/// What a catch rendered, or nothing where no catch is for the error.
///
/// # Errors
/// Where the catch panicked.
pub async fn unless_it_panics(
    rendered: impl Future<Output = Result<Option<Response>, Response>> + Send,
) -> Result<Option<Response>, Panicked> {
    // An argument that cannot be taken leaves the error to others.
    catch_panic(rendered).await.map(Result::unwrap_or_default)
}

/// The response to an error for which `rendered` is what the app's catches made. Without any the error goes
/// outwards; where the catch failed, it gets the built-in page.
pub fn caught(rendered: Result<Option<Response>, Panicked>, error: Error) -> Response {
    let mut rendered = match rendered {
        Ok(Some(rendered)) => rendered,
        Ok(None) => return error.into_response(),
        Err(panicked) => return built_in(&panicked, error),
    };
    if let Some(failure) = Error::take_from(&mut rendered) {
        return built_in(&format_args!("{failure:#}"), error);
    }
    if rendered.status() == StatusCode::OK {
        *rendered.status_mut() = error.status();
    }
    let own = rendered.headers().clone();
    for (name, value) in error.headers() {
        if name == SET_COOKIE || !own.contains_key(name) {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    rendered
}

fn built_in(failure: &dyn std::fmt::Display, error: Error) -> Response {
    tracing::error!(%failure, "a catch failed: the built-in page is shown");
    let mut response = error.into_response();
    response.extensions_mut().insert(BuiltIn);
    response
}
