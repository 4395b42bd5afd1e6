//! What arguments and responders say of themselves: for the description of an app, never for answering a request.
//!
//! [`FromRequest::describe`](crate::FromRequest::describe), [`FromParts::describe`](crate::FromParts::describe),
//! [`IntoResponse::describe`](crate::IntoResponse::describe) and [`PathParam::shape`](trait@crate::PathParam) have
//! defaults, so that a type of your own describes itself where that says more.
//!
//! ```
//! use wegwerk::describe::{Answer, Answers, Input, Security, Shape};
//! use wegwerk::http::StatusCode;
//! use wegwerk::{BodySlot, Error, FromRequest, IntoResponse, Parts, Response};
//!
//! /// A table as comma-separated values.
//! struct Csv(String);
//!
//! impl IntoResponse for Csv {
//!     fn into_response(self) -> Response {
//!         ([("content-type", "text/csv")], self.0).into_response()
//!     }
//!
//!     fn describe(answers: &mut Answers) {
//!         answers.add(Answer::new(StatusCode::OK).content("text/csv", Shape::text()));
//!     }
//! }
//!
//! /// Whoever has the token.
//! struct Admin;
//!
//! impl<A: ?Sized + Sync> FromRequest<A> for Admin {
//!     type Rejection = Error;
//!
//!     async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
//!         match parts.headers().get("authorization") {
//!             Some(token) if token == "Bearer s3cret" => Ok(Admin),
//!             _ => Err(Error::unauthorized()),
//!         }
//!     }
//!
//!     fn describe(input: &mut Input) {
//!         input.security(Security::bearer("admin"));
//!         input.answers().add(Answer::error(StatusCode::UNAUTHORIZED));
//!     }
//! }
//! ```

mod answers;
mod input;
mod operations;
mod security;
mod shape;

pub(crate) use answers::Status;
pub use answers::{Answer, Answers};
pub use input::{Input, Parameter};
#[doc(hidden)]
pub use operations::Operations;
pub use security::Security;
pub use shape::Shape;
#[cfg(feature = "openapi")]
pub(crate) use {
    answers::Untold,
    input::Place,
    operations::{Operation, Schemas},
    security::Kind as SecurityKind,
    shape::Form,
};
