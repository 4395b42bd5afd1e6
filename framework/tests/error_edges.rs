//! Error types that hold others, and what is said and noticed of their statuses.

use std::fmt;

use wegwerk::HttpError;
use wegwerk::http::StatusCode;
use wegwerk::prelude::*;

/// An error type whose trait is written by hand.
#[derive(Debug)]
struct Own;

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("own")
    }
}

impl std::error::Error for Own {}

impl HttpError for Own {
    fn status(&self) -> StatusCode {
        StatusCode::IM_A_TEAPOT
    }
}

#[derive(Debug, HttpError)]
enum Inner {
    #[status(410)]
    Gone,
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("gone")
    }
}

impl std::error::Error for Inner {}

/// An error type over another.
#[derive(Debug, HttpError)]
enum Outer<E: HttpError> {
    #[status(transparent)]
    Inner(E),
    #[status(409)]
    #[expect(dead_code, reason = "only its status matters")]
    Taken { name: String },
}

impl<E: HttpError> fmt::Display for Outer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outer::Inner(error) => fmt::Display::fmt(error, f),
            Outer::Taken { name } => f.write_str(name),
        }
    }
}

impl<E: HttpError> std::error::Error for Outer<E> {}

/// An error type that is one of a hand-written one.
#[derive(Debug, HttpError)]
#[status(transparent)]
struct Wrapped {
    r#type: Own,
}

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.r#type, f)
    }
}

impl std::error::Error for Wrapped {}

struct Site {
    inner: Mounted,
}

#[app]
impl Site {
    #[get("/inner", answers(404))]
    fn on_inner(&self) -> Result<String, Outer<Inner>> {
        Err(Outer::Inner(Inner::Gone))
    }

    #[get("/own", answers(418))]
    fn on_own(&self) -> Result<String, Outer<Own>> {
        Err(Outer::Inner(Own))
    }

    #[get("/wrapped", answers(418))]
    fn on_wrapped(&self) -> Result<String, Wrapped> {
        Err(Wrapped { r#type: Own })
    }

    #[get("/panics", answers(404))]
    fn on_panics(&self) -> Result<String> {
        panic!("on purpose")
    }

    #[get("/refused/<int:n>", answers(404))]
    fn on_refused(&self, n: u8, Json(more): Json<u8>) -> Result<String> {
        Ok((n + more).to_string())
    }

    #[mount("/mounted/<lang>")]
    fn mounted(&self) -> &Mounted {
        &self.inner
    }
}

struct Mounted;

#[app(outer(lang: &str))]
impl Mounted {
    #[get("/declared", answers(404))]
    fn on_declared(&self, lang: &str) -> Result<String> {
        if lang == "de" { Err(Error::not_found()) } else { Err(Error::conflict()) }
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn client() -> wegwerk::testing::Client {
    wegwerk::testing::Client::new(Site { inner: Mounted })
}

#[tokio::test]
async fn the_status_within_is_answered() {
    let client = client();
    assert_eq!(client.get("/inner").await.status(), 410);
    assert_eq!(client.get("/own").await.status(), 418);
    assert_eq!(client.get("/wrapped").await.status(), 418);
}

#[tokio::test]
async fn what_the_framework_answers_needs_no_declaring() {
    let client = client();
    assert_eq!(client.get("/panics").await.status(), 500);
    assert_eq!(client.get("/refused/1").await.status(), 415);
    assert_eq!(client.get("/refused/999").await.status(), 404);
    assert_eq!(client.get("/mounted/de/declared").await.status(), 404);
}

#[cfg(debug_assertions)]
#[tokio::test]
#[should_panic = "the endpoint `declared` answered GET /mounted/fr/declared with 409, which it does not declare"]
async fn an_undeclared_status_of_a_mounted_app_is_noticed_behind_its_catch() {
    client().get("/mounted/fr/declared").await;
}

#[cfg(feature = "openapi")]
#[test]
fn the_statuses_within_are_described() {
    let json = Site::openapi().to_json();
    let statuses = |path: &str| {
        let responses = &json["paths"][path]["get"]["responses"];
        let mut codes: Vec<String> = responses.as_object().unwrap().keys().cloned().collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(statuses("/inner"), ["200", "404", "409", "410"]);
    assert_eq!(statuses("/own"), ["200", "409", "418", "500"]);
    assert_eq!(statuses("/wrapped"), ["200", "418", "500"]);
}
