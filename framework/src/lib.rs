//! Wegwerk: a macro-driven, declarative web framework whose routes are checked at build time.

pub mod app;
pub mod body;
pub mod converter;
pub mod error;
mod html;
mod negotiate;
mod panic;
pub mod prelude;
#[doc(hidden)]
pub mod private;
pub mod request;
pub mod response;
pub mod server;
pub mod service;
pub mod testing;

pub use app::App;
pub use body::Body;
pub use bytes::Bytes;
pub use error::{Error, Result};
pub use http;
#[cfg(feature = "maud")]
pub use maud::Markup;
pub use request::{
    BodySlot, ClientAddr, Form, FromParts, FromRequest, Json, MatchedRule, Parts, PathParam, Query, Request,
};
pub use response::{Asset, Html, IntoResponse, Redirect, Response};
pub use server::Server;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;
pub use wegwerk_macros::{PathParam, app, catch, delete, get, mount, patch, post, put, route};
