//! `#[cfg]` on handlers, mounts and catches takes away all that comes of them.

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk_tests_mounted::{Labels, Links};

struct Choice {
    links: Links,
    labels: Labels<&'static str>,
}

#[app]
impl Choice {
    #[cfg(debug_assertions)]
    #[get("/<name>")]
    fn on_name(&self, name: &str) -> String {
        format!("debug {name}")
    }

    #[cfg(not(debug_assertions))]
    #[get("/<page>")]
    fn on_name(&self, page: &str) -> String {
        format!("release {page}")
    }

    #[cfg(target_os = "none")]
    #[post("/nowhere")]
    fn on_nowhere(&self, nothing: Nothing) -> Nothing {
        nothing
    }

    #[get("/last/<int:n>")]
    fn on_last(&self, n: u8) -> String {
        n.to_string()
    }

    #[cfg(target_os = "none")]
    #[mount("/links")]
    fn nowhere(&self) -> &Nothing {
        &self.nothing
    }

    #[mount("/links")]
    fn links(&self) -> &Links {
        &self.links
    }

    #[cfg(any(debug_assertions, not(debug_assertions)))]
    #[mount("/labels")]
    fn labels(&self) -> &Labels<&'static str> {
        &self.labels
    }

    #[cfg(target_os = "none")]
    #[catch(404)]
    fn on_no_error(&self, error: &Error) -> Nothing {
        Nothing
    }

    #[catch(404)]
    fn on_error(&self, _error: &Error) -> &'static str {
        "missing"
    }
}

#[tokio::test]
async fn what_is_configured_away_leaves_the_rest_in_its_place() {
    let client = Client::new(Choice { links: Links, labels: Labels("label") });
    let mode = if cfg!(debug_assertions) { "debug" } else { "release" };
    assert_eq!(client.get("/x").await.text(), format!("{mode} x"));
    assert_eq!(client.get("/last/3").await.text(), "3");
    assert_eq!(client.get("/links/x").await.text(), "link x");
    assert_eq!(client.get("/labels/label").await.text(), "label 1 false");
    assert_eq!(client.get("/labels/other").await.text(), "missing");
}

mod import {
    use wegwerk::get;
    #[cfg(target_os = "none")]
    use wegwerk::patch;

    pub(super) struct Imports;

    #[wegwerk::app]
    impl Imports {
        #[get("/")]
        fn on_index(&self) -> &'static str {
            "index"
        }

        #[cfg(target_os = "none")]
        #[patch("/")]
        fn on_change(&self) -> Nothing {
            Nothing
        }
    }
}

/// An attribute of a handler that is not there needs no import.
#[tokio::test]
async fn an_import_is_as_conditional_as_its_use() {
    let client = Client::new(import::Imports);
    assert_eq!(client.get("/").await.text(), "index");
    assert_eq!(client.patch("/").await.status(), 405);
}
