//! Apps that are exported while all else of their module is not.

use std::sync::Arc;

use serde::Deserialize;
use wegwerk::prelude::*;
use wegwerk::{Bytes, FromParts, Parts};
use wegwerk_tests_mounted::Links;

/// All of it private but its name.
#[derive(Debug)]
pub struct Shy;

/// What nobody sees.
#[derive(Debug, Deserialize)]
struct Secret {
    word: String,
}

/// Who asks.
struct Asker<'r>(&'r str);

impl<'r, A: ?Sized> FromParts<'r, A> for Asker<'r> {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, _: &'r A) -> Result<Self> {
        Ok(Asker(parts.uri().path()))
    }
}

/// What is written on the block.
#[app]
impl Shy {
    /// A [`Secret`] | of [`Self::helper`], [the helper](Self::helper) and <b>bold</b> `a|b`.
    ///
    /// More of it, with [a reference][reference].
    ///
    /// ```
    /// assert_eq!(1 + 1, 2);
    /// ```
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// [reference]: Secret
    #[post("/secrets")]
    async fn on_secret(&self, Form(secret): Form<Secret>, Asker(path): Asker<'_>) -> Result<String> {
        Ok(format!("{} {path}", self.helper(&secret.word)))
    }

    #[get("/search")]
    fn on_search(&self, query: Option<Query<Secret>>) -> Option<String> {
        query.map(|Query(secret)| secret.word)
    }

    /// Not shown.
    #[doc(hidden)]
    #[get("/not-shown")]
    fn on_not_shown(&self) -> &'static str {
        "hidden"
    }

    #[doc = include_str!("said.md")]
    #[doc(alias = "bytes")]
    #[put("/raw/<path:file>")]
    fn on_raw(&self, file: &str, bytes: Bytes) -> String {
        format!("{file} {}", bytes.len())
    }

    /// Gone soon.
    #[deprecated]
    #[get("/old")]
    fn on_old(&self) -> &'static str {
        "old"
    }

    /// A keyword.
    #[get("/match/<type>")]
    fn r#match(&self, r#type: &str) -> String {
        r#type.to_owned()
    }

    /// On this system.
    #[cfg(unix)]
    #[get("/system")]
    fn on_system(&self) -> &'static str {
        "unix"
    }

    /// On another system.
    #[cfg(not(unix))]
    #[get("/system")]
    fn on_system(&self) -> &'static str {
        "another"
    }

    /// On one that there is not.
    #[cfg(all(unix, windows))]
    #[get("/nowhere")]
    fn on_nowhere(&self) -> &'static str {
        "nowhere"
    }

    #[cfg(unix)]
    #[catch(404)]
    fn on_not_found(&self, _: &Error) -> &'static str {
        "not here"
    }

    #[catch]
    fn on_error(&self, _: &Error) -> &'static str {
        "no"
    }

    fn helper(&self, word: &str) -> String {
        word.to_owned()
    }
}

/// Mounts apps that are not exported, and apps of other crates.
#[derive(Debug)]
pub struct Site {
    inner: Inner,
    shared: Arc<Inner>,
}

/// Inside.
#[derive(Debug)]
pub struct Inner;

#[app(outer(lang: &str))]
impl Inner {
    /// In the language of the prefix.
    #[get("/")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

impl Site {
    /// A site.
    pub fn new() -> Self {
        Site { inner: Inner, shared: Arc::new(Inner) }
    }
}

impl Default for Site {
    fn default() -> Self {
        Site::new()
    }
}

#[app]
impl Site {
    /// The [`Inner`] app | inside.
    #[mount("/<lang>/inner")]
    fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Shared.
    #[mount("/shared", subdomain = "<lang>.shared")]
    fn shared(&self) -> Arc<Inner> {
        self.shared.clone()
    }

    /// Of another crate.
    #[mount("/links")]
    fn links(&self) -> &'static Links {
        &Links
    }

    #[mount("/shy")]
    fn shy(&self) -> &'static Shy {
        &Shy
    }
}
