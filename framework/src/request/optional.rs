//! `Option` of an extractor, `None` only where the thing is absent, and `Result`, which hands the rejection to
//! the handler.

use std::convert::Infallible;

use super::{BodySlot, FromParts, FromRequest, Parts};
use crate::describe::Input;

impl<'r, A: ?Sized, T: FromParts<'r, A>> FromParts<'r, A> for Option<T> {
    type Rejection = T::Rejection;

    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Self::Rejection> {
        T::from_parts_optional(parts, app)
    }

    fn describe(input: &mut Input) {
        input.optional(T::describe);
    }
}

impl<'r, A: ?Sized, T, E> FromParts<'r, A> for Result<T, E>
where
    T: FromParts<'r, A>,
    E: From<T::Rejection>,
{
    type Rejection = Infallible;

    fn from_parts(parts: &'r Parts, app: &'r A) -> Result<Self, Infallible> {
        Ok(T::from_parts(parts, app).map_err(E::from))
    }

    fn from_parts_optional(parts: &'r Parts, app: &'r A) -> Result<Option<Self>, Infallible> {
        Ok(T::from_parts_optional(parts, app).map_err(E::from).transpose())
    }

    fn describe(input: &mut Input) {
        input.unrefused(T::describe);
    }
}

impl<A: ?Sized, T: FromRequest<A>> FromRequest<A> for Option<T> {
    type Rejection = T::Rejection;

    const READS_BODY: bool = T::READS_BODY;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send {
        T::from_request_optional(parts, body, app)
    }

    fn describe(input: &mut Input) {
        input.optional(T::describe);
    }
}

impl<A: ?Sized, T, E> FromRequest<A> for Result<T, E>
where
    T: FromRequest<A>,
    E: From<T::Rejection>,
{
    type Rejection = Infallible;

    const READS_BODY: bool = T::READS_BODY;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Self, Infallible>> + Send {
        let value = T::from_request(parts, body, app);
        async { Ok(value.await.map_err(E::from)) }
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        app: &A,
    ) -> impl Future<Output = Result<Option<Self>, Infallible>> + Send {
        let value = T::from_request_optional(parts, body, app);
        async { Ok(value.await.map_err(E::from).transpose()) }
    }

    fn describe(input: &mut Input) {
        input.unrefused(T::describe);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::fixture::{extract, parts};
    use crate::{Body, Error, Form, Json, Query, Request};
    use http::HeaderMap;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Field<T> {
        value: T,
    }

    #[derive(Deserialize)]
    struct Borrowed<'r> {
        value: &'r str,
    }

    #[derive(Debug)]
    struct Refused(u16);

    impl From<Error> for Refused {
        fn from(error: Error) -> Self {
            Refused(error.status().as_u16())
        }
    }

    #[tokio::test]
    async fn a_result_hands_over_the_rejection_or_what_is_from_it() {
        let error = extract::<Result<Json<u8>, Error>>(None, "1").await.unwrap().unwrap_err();
        assert_eq!(error.status(), 415);
        let error = extract::<Result<Json<u8>, Refused>>(None, "1").await.unwrap().unwrap_err();
        assert_eq!(error.0, 415);
        let none = extract::<Option<Result<Json<u8>, Refused>>>(None, "").await.unwrap();
        assert!(none.is_none());
        let some = extract::<Option<Result<Json<u8>, Refused>>>(None, "1").await.unwrap();
        assert_eq!(some.unwrap().unwrap_err().0, 415);
    }

    #[test]
    fn they_say_whether_the_body_is_read() {
        const {
            assert!(<Option<Json<u8>> as FromRequest<()>>::READS_BODY);
            assert!(<Result<String, Error> as FromRequest<()>>::READS_BODY);
            assert!(!<Option<HeaderMap> as FromRequest<()>>::READS_BODY);
            assert!(<Request as FromRequest<()>>::READS_BODY);
        }
    }

    /// What an app makes of its arguments, in a shape like the one that `#[app]` writes: generic in the app and
    /// in what it holds, borrowing beside reading the body, boxed as `Send`.
    fn dispatch<'r, A, T>(
        parts: &'r Parts,
        body: &'r mut BodySlot,
        app: &'r A,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<usize, Error>> + Send + 'r>>
    where
        A: ?Sized + Sync,
        T: serde::de::DeserializeOwned + ToString + Send,
    {
        Box::pin(async move {
            let headers: &HeaderMap = FromParts::from_parts(parts, app)?;
            let query: Option<Query<Borrowed<'_>>> = FromParts::from_parts(parts, app)?;
            let Ok(borrowed): Result<Result<Query<Borrowed<'_>>, Refused>, _> =
                FromParts::from_parts(parts, app);
            let owned = <Option<Query<Field<T>>> as FromRequest<A>>::from_request(parts, body, app).await?;
            let Ok(form) =
                <Result<Form<Field<T>>, Refused> as FromRequest<A>>::from_request(parts, body, app).await;
            let query = query.map_or(0, |query| query.0.value.len());
            let owned = owned.map_or(0, |owned| owned.0.value.to_string().len());
            let form = form.map_or(0, |form| form.0.value.to_string().len());
            Ok(headers.len() + query + borrowed.map_or(0, |_| 0) + owned + form)
        })
    }

    #[tokio::test]
    async fn borrowed_and_owned_arguments_live_side_by_side_in_a_future_that_is_send() {
        let parts = parts(Some("application/x-www-form-urlencoded"));
        let mut body = BodySlot::new(Body::full("value=abc"), 64);
        let app: &str = "an app without a size";
        assert_eq!(dispatch::<str, String>(&parts, &mut body, app).await.unwrap(), 4);
    }
}
