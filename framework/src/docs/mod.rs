//! What an app says of itself, made of its table.
//!
//! `cargo doc` needs none of it: there `#[app]` writes the table of an app's routes on its page, and a section *Route* on
//! each handler and on each method of its URLs.

mod markdown;

pub use markdown::markdown;
