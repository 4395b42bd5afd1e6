//! JSON bodies.

use serde::de::DeserializeOwned;

use super::{BodySlot, FromRequest, Parts, media_type, urlencoded};
use crate::Error;

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

impl<A: ?Sized, T: DeserializeOwned> FromRequest<A> for Json<T> {
    type Rejection = Error;

    const READS_BODY: bool = true;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        Json::read(parts, body)
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Option<Self>, Error>> + Send {
        async {
            let absent = body.is_absent(parts.headers()).await?;
            if absent { Ok(None) } else { Json::read(parts, body).await.map(Some) }
        }
    }
}
