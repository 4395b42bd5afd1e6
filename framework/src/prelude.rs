//! What nearly every app needs: `use wegwerk::prelude::*;`.

pub use crate::app::App as _;
pub use crate::url::Links as _;
pub use crate::{
    Error, Form, HttpError, IntoResponse, Json, MatchedRule, PathParam, Query, Redirect, Response, Result,
    Server, app, catch, delete, get, mount, patch, post, put, route,
};
// Their pages are those of `http`, where links lead.
#[doc(no_inline)]
pub use http::{HeaderMap, Method, StatusCode, Uri};
#[cfg(feature = "maud")]
pub use maud::Markup;
