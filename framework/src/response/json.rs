//! JSON: `application/json`.

use http::HeaderValue;
use serde::Serialize;

use super::{IntoResponse, Response, typed};
use crate::describe::{Answers, Shape};
use crate::{Body, Error, Json};

/// A value that does not serialize is logged and answered with 500.
impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => typed(const { HeaderValue::from_static("application/json") }, Body::full(json)),
            Err(error) => Error::from(error).into_response(),
        }
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "application/json", Shape::of::<T>());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn json_is_serialized() {
        let response = Json(vec![Some(1), None]).into_response();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.body().as_bytes().unwrap(), "[1,null]");
    }

    #[test]
    fn what_does_not_serialize_is_a_500() {
        let no_text_as_key = HashMap::from([((1, 2), 3)]);
        let response = Json(no_text_as_key).into_response();
        assert_eq!(response.status(), 500);
    }
}
