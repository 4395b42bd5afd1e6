//! Error types that say their statuses.

use std::fmt;

use wegwerk::prelude::*;
use wegwerk::testing::Client;

#[derive(Debug, HttpError)]
#[status(400)]
enum Inner {
    Malformed(&'static str),
    #[status(410)]
    Gone {
        since: u16,
    },
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Inner::Malformed(what) => write!(f, "{what} is malformed"),
            Inner::Gone { since } => write!(f, "gone since {since}"),
        }
    }
}

impl std::error::Error for Inner {}

#[derive(Debug, HttpError)]
enum Outer {
    #[status(transparent)]
    Inner(Inner),
    #[status(transparent)]
    Named { inner: Inner },
    #[status(503)]
    Away,
}

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outer::Inner(inner) | Outer::Named { inner } => inner.fmt(f),
            Outer::Away => f.write_str("the password of the store is wrong"),
        }
    }
}

impl std::error::Error for Outer {}

impl From<Inner> for Outer {
    fn from(inner: Inner) -> Self {
        Outer::Inner(inner)
    }
}

/// A generic error, as one of a store may be.
#[derive(Debug, HttpError)]
#[status(502)]
struct Upstream<E: fmt::Debug + Send + Sync + 'static>(E);

impl<E: fmt::Debug + Send + Sync> fmt::Display for Upstream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "upstream: {:?}", self.0)
    }
}

impl<E: fmt::Debug + Send + Sync> std::error::Error for Upstream<E> {}

struct Site;

fn inner(n: u16) -> Result<(), Inner> {
    if n == 0 { Err(Inner::Malformed("0")) } else { Err(Inner::Gone { since: n }) }
}

#[app]
impl Site {
    #[get("/<int:n>")]
    fn on_number(&self, n: u16) -> Result<(), Outer> {
        match n {
            1 => Err(Outer::Away),
            2 => Err(Outer::Named { inner: Inner::Gone { since: 2 } }),
            n => Ok(inner(n)?),
        }
    }

    #[get("/up")]
    fn on_up(&self) -> Result<(), Upstream<u8>> {
        Err(Upstream(7))
    }

    #[get("/question/mark")]
    fn on_question_mark(&self) -> Result<()> {
        Ok(inner(3)?)
    }

    #[get("/question/kept")]
    fn on_kept(&self) -> Result<()> {
        inner(3).map_err(HttpError::into_error)
    }
}

#[tokio::test]
async fn each_error_is_answered_with_its_status_and_only_below_500_with_its_words() {
    let client = Client::new(Site);
    let cases = [
        ("/0", 400, Some("0 is malformed")),
        ("/1", 503, None),
        ("/2", 410, Some("gone since 2")),
        ("/3", 410, Some("gone since 3")),
        ("/up", 502, None),
        ("/question/mark", 500, None),
        ("/question/kept", 410, Some("gone since 3")),
    ];
    for (path, status, detail) in cases {
        let answer = client.get(path).header("accept", "application/json").await;
        let problem: serde_json::Value = answer.json();
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(problem["detail"].as_str(), detail, "{path}");
    }
}

#[test]
fn the_error_is_the_source_of_what_is_answered() {
    let error = Outer::Away.into_error();
    assert_eq!(error.public_message(), None);
    assert!(error.source().unwrap().is::<Outer>());
    assert_eq!(Outer::Inner(Inner::Gone { since: 1 }).status(), 410);
}
