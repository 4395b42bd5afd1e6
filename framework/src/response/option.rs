//! `Option`, whose `None` is 404, and `Result`, of which both sides are responders.

use http::StatusCode;

use super::{IntoResponse, Response};
use crate::Error;
use crate::describe::{Answer, Answers};

impl<T: IntoResponse> IntoResponse for Option<T> {
    fn into_response(self) -> Response {
        match self {
            Some(value) => value.into_response(),
            None => Error::not_found().into_response(),
        }
    }

    fn describe(answers: &mut Answers) {
        T::describe(answers);
        answers.add(Answer::error(StatusCode::NOT_FOUND));
    }
}

impl<T: IntoResponse, E: IntoResponse> IntoResponse for Result<T, E> {
    fn into_response(self) -> Response {
        match self {
            Ok(value) => value.into_response(),
            Err(error) => error.into_response(),
        }
    }

    fn describe(answers: &mut Answers) {
        T::describe(answers);
        E::describe(answers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_the_error_404() {
        assert_eq!(Some("here").into_response().status(), 200);
        let mut response = None::<&str>.into_response();
        assert_eq!(response.status(), 404);
        assert!(Error::take_from(&mut response).is_some());
    }

    #[test]
    fn either_side_of_a_result_answers() {
        assert_eq!(Ok::<_, StatusCode>("fine").into_response().status(), 200);
        assert_eq!(Err::<&str, _>(StatusCode::CONFLICT).into_response().status(), 409);
    }
}
