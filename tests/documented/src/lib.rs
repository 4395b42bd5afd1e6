//! Apps of every kind, whose documentation the tests read: with private handlers and public ones, behind private modules,
//! generic, in parts, as modules, conditional, with raw names and with text that Markdown has plans for.

pub mod examples;
mod hidden;
pub mod module;
pub mod odd;
pub mod open;
pub mod parted;

pub use hidden::{Shy, Site};

use wegwerk::prelude::*;

/// Private, with a struct of URLs that is not.
#[derive(Debug)]
struct Private;

#[app]
impl Private {
    /// The app itself: [`Private`].
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "private"
    }
}

/// Serves an app that stands within this function.
pub fn local() -> impl wegwerk::App {
    /// Local.
    struct Local;

    /// Local too.
    struct Inner;

    #[app]
    impl Local {
        #[get("/<name>")]
        fn on_name(&self, name: &str) -> String {
            name.to_owned()
        }

        #[mount("/inner")]
        fn inner(&self) -> &'static Inner {
            &Inner
        }
    }

    #[app]
    impl Inner {}

    Local
}

/// Serves the private app.
pub fn private() -> impl wegwerk::App {
    Private
}
