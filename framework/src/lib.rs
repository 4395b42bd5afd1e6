//! Wegwerk: a macro-driven, declarative web framework whose routes are checked at build time.

pub mod app;
pub mod body;
pub mod converter;
pub mod error;
mod html;
mod negotiate;
#[doc(hidden)]
pub mod panic;
pub mod request;
pub mod response;

pub use app::App;
pub use body::Body;
pub use bytes::Bytes;
pub use error::{Error, Result};
pub use http;
pub use request::{
    BodySlot, ClientAddr, Form, FromParts, FromRequest, Json, MatchedRule, Parts, PathParam, Query, Request,
};
pub use response::{Asset, Html, IntoResponse, Redirect, Response};
#[cfg(feature = "uuid")]
pub use uuid::Uuid;
