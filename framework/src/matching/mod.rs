//! What matching does, without a request: for tests and tools.
//!
//! [`App::matches`](crate::App::matches) says what becomes of a method, a host and a path;
//! [`App::rules`](crate::App::rules) lists every rule of the whole app; [`App::bind`](crate::App::bind) is Werkzeug's
//! `Map.bind`: the same for a server's name, with the URLs that it gives.
//!
//! ```
//! use wegwerk::matching::Match;
//! use wegwerk::prelude::*;
//!
//! struct Blog;
//!
//! #[app]
//! impl Blog {
//!     #[route("/posts/<int:id>")]
//!     fn on_post(&self, id: u32) -> String { id.to_string() }
//! }
//!
//! let Match::Found(found) = Blog::matches("GET", "localhost", "/posts/7") else { panic!("it is a post") };
//! assert_eq!(found.endpoint(), ["post"]);
//! assert_eq!(found.value("id"), Some("7"));
//! assert_eq!(Blog::matches("POST", "localhost", "/posts/7"), Match::NotAllowed(vec!["GET", "HEAD"]));
//! assert_eq!(Blog::rules().next().unwrap().text(), "/posts/<int:id>");
//! ```

mod binding;
mod explanation;
mod outcome;
mod rules;
mod segments;

pub use binding::Binding;
pub use explanation::{Explanation, Reason};
pub use outcome::{Found, Match};
#[cfg(feature = "openapi")]
pub(crate) use rules::way;
pub use rules::{Methods, Rule, Rules};
#[cfg(feature = "cli")]
pub(crate) use segments::segments;
