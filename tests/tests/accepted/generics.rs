//! Lifetimes, bounds, constants and defaults in what an app is generic in.

use std::fmt::Display;
use std::sync::Arc;

use wegwerk::UrlFor;
use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk_tests_mounted::{Labels, Links};

#[allow(dead_code)]
enum Site<'s: 'static, T = String, const N: usize = 3, const B: bool = true>
where
    T: 'static,
{
    Open { name: &'s str, value: T, labels: Labels<u8> },
    Closed,
}

#[app]
impl<'s, T: Display + Send + Sync + 'static, const N: usize, const B: bool> Site<'s, T, N, B>
where
    T: Clone,
    Self: Sized,
{
    const LABELS: Labels<u8> = Labels(9);

    /// Its name, as often as it says.
    #[get("/")]
    async fn on_index(&self) -> Option<String> {
        self.value().map(|(name, value)| format!("{name} {value} {N} {B}"))
    }

    #[mount("/labels")]
    fn labels(&self) -> &Labels<u8> {
        match self {
            Site::Open { labels, .. } => labels,
            Site::Closed => &Self::LABELS,
        }
    }

    #[mount("/links")]
    fn links(&self) -> Arc<Links> {
        Arc::new(Links)
    }

    #[mount("/same")]
    fn same(&self) -> &'static Links {
        &Links
    }

    /// No handler: generic, and not touched.
    fn value<'a>(&'a self) -> Option<(&'s str, impl Display + use<'a, 's, T, N, B>)> {
        match self {
            Site::Open { name, value, .. } => Some((name, value.clone())),
            Site::Closed => None,
        }
    }
}

#[tokio::test]
async fn generics_of_every_kind_are_kept() {
    let open: Site<'static> = Site::Open { name: "open", value: "value".to_owned(), labels: Labels(4) };
    let client = Client::new(open);
    assert_eq!(client.get("/").await.text(), "open value 3 true");
    assert_eq!(client.get("/labels/label").await.text(), "4 1 false");
    assert_eq!(client.get("/links/x").await.text(), "link x");
    assert_eq!(client.get("/same/x/edit").await.text(), "edit x");
    let closed: Site<'_, u8, 1, false> = Site::Closed;
    let client = Client::new(closed);
    assert_eq!(client.get("/").await.status(), 404);
    assert_eq!(client.get("/labels/label").await.text(), "9 1 false");
}

/// What only a bound ties to the app.
struct Letters<I>(I);

#[app]
impl<I, T> Letters<I>
where
    I: Iterator<Item = T> + Clone + Send + Sync + 'static,
    T: Display,
{
    #[get("/")]
    fn on_index(&self) -> String {
        self.0.clone().map(|letter| letter.to_string()).collect()
    }

    #[get("/<int:n>")]
    async fn on_letter(&self, n: usize, urls: UrlFor<Self>) -> Option<String> {
        let letter = self.0.clone().nth(n)?;
        Some(format!("{letter} of {}", urls.index()))
    }
}

#[tokio::test]
async fn a_parameter_may_be_known_by_a_bound_alone() {
    let client = Client::new(Letters("abc".chars()));
    assert_eq!(client.get("/").await.text(), "abc");
    assert_eq!(client.get("/1").await.text(), "b of /");
}
