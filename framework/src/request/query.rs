//! The query string.

use http::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{BodySlot, FromParts, FromRequest, Parts, urlencoded};
use crate::Error;
use crate::describe::{Input, Shape};

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

    fn describe(input: &mut Input) {
        describe::<T>(input);
    }
}

impl<A: ?Sized + Sync, T: DeserializeOwned> FromRequest<A> for Query<T> {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        Query::parse(parts.uri().query().unwrap_or_default())
    }

    async fn from_request_optional(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        parts.uri().query().map(Query::parse).transpose()
    }

    fn describe(input: &mut Input) {
        describe::<T>(input);
    }
}

fn describe<T>(input: &mut Input) {
    input.query(Shape::of::<T>());
    input.refuses(StatusCode::BAD_REQUEST, "A field of the query is missing or not valid.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Search {
        q: Option<String>,
        #[serde(default)]
        page: u32,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Borrowed<'r> {
        q: &'r str,
    }

    fn parts(uri: &str) -> Parts {
        let request = http::Request::get(uri).body(()).unwrap();
        Parts::new(request.into_parts().0, None)
    }

    async fn extract<T: FromRequest<()>>(uri: &str) -> Result<T, T::Rejection> {
        T::from_request(&parts(uri), &mut BodySlot::new(Body::empty(), 0), &()).await
    }

    #[tokio::test]
    async fn a_query_is_deserialized() {
        let cases = [
            ("/?q=a+b&page=2", Search { q: Some("a b".into()), page: 2 }),
            ("/?q=%C3%BC&other=1", Search { q: Some("ü".into()), page: 0 }),
            ("/?", Search { q: None, page: 0 }),
            ("/", Search { q: None, page: 0 }),
        ];
        for (uri, expected) in cases {
            assert_eq!(extract::<Query<Search>>(uri).await.unwrap().0, expected, "{uri}");
        }
    }

    #[tokio::test]
    async fn a_query_that_is_not_valid_is_a_400_that_names_the_field() {
        let error = extract::<Query<Search>>("/?page=x").await.unwrap_err();
        assert_eq!(error.status(), 400);
        let message = "The field `page` of the query is not valid: invalid digit found in string.";
        assert_eq!(error.public_message(), Some(message));
    }

    #[tokio::test]
    async fn only_no_query_at_all_is_absent() {
        assert_eq!(extract::<Option<Query<Search>>>("/").await.unwrap(), None);
        assert!(extract::<Option<Query<Search>>>("/?").await.unwrap().is_some());
        assert_eq!(extract::<Option<Query<Search>>>("/?page=x").await.unwrap_err().status(), 400);
    }

    #[test]
    fn a_query_can_be_borrowed() {
        let with = parts("/?q=abc");
        let Query(Borrowed { q }) = Query::from_parts(&with, &()).unwrap();
        assert_eq!(q, "abc");
        let without = parts("/");
        assert_eq!(Option::<Query<Borrowed<'_>>>::from_parts(&without, &()).unwrap(), None);
        assert_eq!(Query::<Borrowed<'_>>::from_parts(&without, &()).unwrap_err().status(), 400);
    }
}
