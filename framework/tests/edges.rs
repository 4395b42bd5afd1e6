//! What an app promises where something goes wrong, and at the edges of paths.
#![allow(missing_docs)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use wegwerk::prelude::*;
use wegwerk::testing::Client;

/// JSON has no such keys.
type Unserializable = HashMap<(u8, u8), u8>;

struct Inner;

#[app]
impl Inner {
    #[get("/conflict")]
    fn on_conflict(&self) -> Result<()> {
        Err(Error::gone())
    }

    #[catch(410)]
    fn on_gone(&self, _: &Error) -> Result<String> {
        Err(Error::conflict())
    }
}

struct Site(Inner);

#[app]
impl Site {
    #[mount("/inner")]
    fn inner(&self) -> &Inner {
        &self.0
    }

    #[get("/auth")]
    fn on_auth(&self) -> Result<()> {
        let challenge = "www-authenticate";
        Err(Error::unauthorized().header(challenge, "Basic").header(challenge, "Bearer"))
    }

    #[get("/io")]
    fn on_io(&self) -> Result<()> {
        Err(std::io::Error::other("disk on fire"))?
    }

    #[get("/json")]
    fn on_json(&self) -> (StatusCode, Json<Unserializable>) {
        (StatusCode::CREATED, Json([((1, 2), 3)].into()))
    }

    #[get("/none")]
    fn on_none(&self) -> Result<()> {
        Err(Error::not_found())
    }

    #[get("/file/<path:file>")]
    fn on_file(&self, file: &str) -> String {
        file.to_owned()
    }

    #[get("/number/<name>/<int:number>")]
    fn on_number(&self, name: &str, number: u64) -> String {
        format!("{name} {number}")
    }

    #[get("/branch/")]
    fn on_branch(&self) {}

    #[catch(404)]
    fn on_not_found(&self, _: &Error) -> &'static str {
        panic!("in a catch")
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        format!("outer {}", error.status())
    }
}

fn client() -> Client {
    Client::new(Site(Inner))
}

#[tokio::test]
async fn a_catch_keeps_every_field_of_a_name() {
    let answer = client().get("/auth").await;
    assert_eq!(answer.headers().get_all("www-authenticate").iter().count(), 2);
}

#[tokio::test]
async fn a_catch_that_fails_gives_the_built_in_page() {
    let answer = client().get("/inner/conflict").await;
    assert_eq!(answer.status(), 410);
    assert!(answer.text().starts_with("<!doctype html>"), "{}", answer.text());
}

#[tokio::test]
async fn a_catch_that_panics_gives_the_built_in_page_of_the_error() {
    let answer = client().get("/none").await;
    assert_eq!(answer.status(), 404);
    assert!(answer.text().starts_with("<!doctype html>"), "{}", answer.text());
}

#[tokio::test]
async fn what_does_not_serialize_is_a_500_whatever_status_stands_beside_it() {
    assert_eq!(client().get("/json").await.status(), 500);
}

#[tokio::test]
async fn a_path_variable_does_not_begin_with_a_slash() {
    assert_ne!(client().get("/file/%2Fetc/passwd").await.text(), "/etc/passwd");
}

#[tokio::test]
async fn merging_slashes_leaves_those_that_are_data() {
    let answer = client().get("/number/a%2F//5").await;
    assert_eq!(answer.header("location"), Some("/number/a%2F/5"));
}

struct Empty;

#[app]
impl Empty {
    #[get("/<string(minlength=0):name>/")]
    fn on_name(&self, name: &str) -> String {
        name.to_owned()
    }
}

#[tokio::test]
async fn no_redirect_leads_to_two_slashes() {
    assert_ne!(Client::new(Empty).get("/").await.header("location"), Some("//"));
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Text(String);

impl tracing::field::Visit for Text {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{}={value:?} ", field.name());
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        self.0.lock().unwrap().push(text.0);
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn a_server_error_is_logged_where_a_catch_renders_it_too() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    assert_eq!(client().get("/io").await.text(), "outer 500 Internal Server Error");
    assert!(log.0.lock().unwrap().iter().any(|line| line.contains("disk on fire")));
}
