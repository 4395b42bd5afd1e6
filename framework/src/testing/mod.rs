//! Requests to an app without a socket, for tests.
//!
//! ```
//! # use wegwerk::{App, Body, BodySlot, Parts, Response};
//! # struct Hello;
//! # impl App for Hello {
//! #     async fn respond<'r, L: Send>(&'r self, _: L, _: &'r mut Parts, _: &'r mut BodySlot) -> Response {
//! #         Response::new(Body::full("Hello, World!"))
//! #     }
//! # }
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use wegwerk::testing::Client;
//!
//! let client = Client::new(Hello);
//! let response = client.get("/").await;
//! assert_eq!(response.status(), 200);
//! assert_eq!(response.text(), "Hello, World!");
//! # }
//! ```

mod client;
mod jar;
#[cfg(feature = "openapi")]
mod openapi;
mod request;
mod response;
mod routes;

pub use client::Client;
#[cfg(feature = "openapi")]
pub use openapi::hold_openapi;
pub use request::RequestBuilder;
pub use response::TestResponse;
pub use routes::routes_file;
