//! JSON bodies.

use http::StatusCode;
use serde::de::DeserializeOwned;

use super::{BodySlot, FromRequest, Parts, body, media_type, urlencoded};
use crate::Error;
use crate::describe::{Input, Shape};

/// JSON: as an argument the body of the request, as a return value that of the response.
///
/// A body that is not `application/json` (nor `application/…+json`) is answered with 415, one that is no JSON with
/// 400, one that is not the JSON of a `T` with 422, naming the field. `Option<Json<T>>` is `None` where there is
/// neither a body nor a `Content-Type`.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use wegwerk::Json;
///
/// #[derive(Deserialize, Serialize)]
/// struct Point {
///     x: i32,
///     y: i32,
/// }
///
/// fn on_mirror(Json(point): Json<Point>) -> Json<Point> {
///     Json(Point { x: point.y, y: point.x })
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> Json<T> {
    async fn read(parts: &Parts, body: &mut BodySlot) -> Result<Self, Error> {
        if !media_type::of(parts.headers()).is_some_and(is_json) {
            return Err(media_type::unsupported("application/json"));
        }
        let bytes = body.read(parts.headers()).await?;
        serde_json::from_slice(&bytes).map(Json).map_err(|error| refusal::<T>(&bytes, &error))
    }
}

fn is_json(media_type: &str) -> bool {
    let Some((kind, subtype)) = media_type.split_once('/') else { return false };
    let subtype = subtype.rsplit_once('+').map_or(subtype, |(_, suffix)| suffix);
    kind.eq_ignore_ascii_case("application") && subtype.eq_ignore_ascii_case("json")
}

/// 400 for what is no JSON; 422 for what is not the JSON of a `T`, parsed once more to learn where.
fn refusal<T: DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> Error {
    if !error.is_data() {
        return Error::bad_request().message(format!("The body of the request is no JSON: {error}."));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let message = match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Err(located) => urlencoded::explain("JSON", located.path(), located.inner()),
        Ok(_) => format!("The JSON is not valid: {error}."),
    };
    Error::unprocessable_content().message(message)
}

impl<A: ?Sized + Sync, T: DeserializeOwned> FromRequest<A> for Json<T> {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Self, Error> {
        Json::read(parts, body).await
    }

    async fn from_request_optional(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        let absent = body.is_absent(parts.headers()).await?;
        if absent { Ok(None) } else { Json::read(parts, body).await.map(Some) }
    }

    fn describe(input: &mut Input) {
        input.body("application/json", Shape::of::<T>());
        body::refusals(input);
        input.refuses(StatusCode::BAD_REQUEST, "The body is no JSON.");
        input.refuses(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body is not `application/json`.");
        input.refuses(StatusCode::UNPROCESSABLE_ENTITY, "A field of the JSON is missing or not valid.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::fixture::extract;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Order {
        items: Vec<Item>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Item {
        count: u8,
    }

    #[tokio::test]
    async fn json_is_deserialized() {
        for content_type in ["application/json", "application/JSON; charset=utf-8", "application/x.y+json"] {
            let json =
                extract::<Json<Order>>(Some(content_type), r#"{"items":[{"count":2}]}"#).await.unwrap();
            assert_eq!(json.0, Order { items: vec![Item { count: 2 }] });
        }
    }

    #[tokio::test]
    async fn each_refusal_has_its_status_and_names_the_field() {
        let json = Some("application/json");
        let cases = [
            (json, "", 400, "no JSON"),
            (json, "{", 400, "no JSON"),
            (json, "{]", 400, "no JSON"),
            (json, r#"{"items":[]} x"#, 400, "no JSON"),
            (json, "\"\\ud800\"", 400, "no JSON"),
            (json, r#"{"items":[{"count":300}]}"#, 422, "field `items[0].count` of the JSON is not valid"),
            (json, r#"{"items":[{}]}"#, 422, "missing field `count`"),
            (json, "{}", 422, "missing field `items`"),
            (Some("text/json"), "{}", 415, "has to be `application/json`"),
            (Some("application/jsonp"), "{}", 415, "has to be"),
            (None, "{}", 415, "has to be"),
        ];
        for (content_type, body, status, message) in cases {
            let error = extract::<Json<Order>>(content_type, body).await.unwrap_err();
            let public = error.public_message().unwrap();
            assert_eq!(error.status(), status, "{body}: {public}");
            assert!(public.contains(message), "{public}");
        }
    }

    #[tokio::test]
    async fn only_no_body_and_no_type_is_absent() {
        assert_eq!(extract::<Option<Json<Order>>>(None, "").await.unwrap(), None);
        assert_eq!(extract::<Option<Json<Order>>>(None, "{}").await.unwrap_err().status(), 415);
        assert_eq!(
            extract::<Option<Json<Order>>>(Some("application/json"), "").await.unwrap_err().status(),
            400
        );
        let null = extract::<Option<Json<Option<Order>>>>(Some("application/json"), "null").await.unwrap();
        assert_eq!(null, Some(Json(None)));
    }
}
