//! An app of its own crate, for the tests of what crosses crates.

use wegwerk::prelude::*;

/// Links to elsewhere.
#[derive(Debug)]
pub struct Links;

#[app]
impl Links {
    /// One link.
    #[route("/<slug>")]
    pub fn on_link(&self, slug: &str) -> String {
        format!("link {slug}")
    }

    /// Changes a link.
    #[route("/<slug>/edit", methods(GET, POST))]
    pub async fn on_edit(&self, slug: &str) -> String {
        format!("edit {slug}")
    }
}

/// An app that is generic in what it shows.
#[derive(Debug)]
pub struct Labels<T>(pub T);

#[app]
impl<T: std::fmt::Display + Send + Sync + 'static> Labels<T> {
    /// The label.
    #[route("/label")]
    pub async fn on_label(&self, headers: &HeaderMap, length: Option<Query<u32>>) -> String {
        format!("{} {} {}", self.0, headers.len(), length.is_some())
    }
}
