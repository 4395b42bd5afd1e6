//! The query string.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{BodySlot, FromParts, FromRequest, Parts, urlencoded};
use crate::Error;

/// The query string, deserialized: repeated keys become lists.
///
/// A field that is missing or not valid is answered with 400, and named. No query string at all is an empty one;
/// `Option<Query<T>>` is `None` for it.
///
/// ```
/// use serde::Deserialize;
/// use wegwerk::Query;
///
/// #[derive(Deserialize)]
/// struct Search {
///     q: String,
///     #[serde(default)]
///     page: u32,
/// }
///
/// fn on_search(Query(search): Query<Search>) -> String {
///     format!("page {} of what was found for {:?}", search.page, search.q)
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    fn parse<'de>(query: &'de str) -> Result<Self, Error>
    where
        T: Deserialize<'de>,
    {
        urlencoded::parse(query.as_bytes(), "query")
            .map(Query)
            .map_err(|message| Error::bad_request().message(message))
    }
}

impl<'r, A: ?Sized, T: Deserialize<'r>> FromParts<'r, A> for Query<T> {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, _: &'r A) -> Result<Self, Error> {
        Query::parse(parts.uri().query().unwrap_or_default())
    }

    fn from_parts_optional(parts: &'r Parts, _: &'r A) -> Result<Option<Self>, Error> {
        parts.uri().query().map(Query::parse).transpose()
    }
}

impl<A: ?Sized, T: DeserializeOwned> FromRequest<A> for Query<T> {
    type Rejection = Error;

    fn from_request(
        parts: &Parts,
        _: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        async { Query::parse(parts.uri().query().unwrap_or_default()) }
    }

    fn from_request_optional(
        parts: &Parts,
        _: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Option<Self>, Error>> + Send {
        async { parts.uri().query().map(Query::parse).transpose() }
    }
}
