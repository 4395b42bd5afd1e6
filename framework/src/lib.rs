//! Wegwerk: a macro-driven, declarative web framework whose routes are checked at build time.

pub mod app;
pub mod body;
pub mod request;
pub mod response;
pub mod server;
pub mod service;
pub mod testing;

pub use app::App;
pub use body::Body;
pub use request::{BodySlot, FromParts, FromRequest, Parts, PathParam, Request};
pub use response::{IntoResponse, Response};
pub use server::Server;
