//! Comments and answers of rare kinds.

use wegwerk::prelude::*;

/// Aliases of types that stand elsewhere.
pub mod own {
    /// With an error of its own.
    pub type Result<T> = std::result::Result<T, super::Refused>;
}

/// What is refused.
#[derive(Clone, Copy, Debug, HttpError)]
pub enum Refused {
    /// Another was faster.
    #[status(409)]
    Late,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("late")
    }
}

impl std::error::Error for Refused {}

/// Rare kinds.
#[derive(Clone, Copy, Debug)]
pub struct Odd;

#[app]
impl Odd {
    /// <details><summary>An example</summary>
    ///
    /// ```
    /// assert_eq!(1 + 1, 2);
    /// ```
    ///
    /// </details>
    #[get("/html")]
    fn on_html(&self) -> &'static str {
        "html"
    }

    /** Between marks,
     *  with stars.
     *
     *  - An item.
     */
    #[get("/block")]
    pub fn on_block(&self) -> &'static str {
        "block"
    }

    /**
       Between marks, without stars.
    */
    #[get("/plain")]
    pub fn on_plain(&self) -> &'static str {
        "plain"
    }

    /// It ends with a list:
    ///
    /// - an item
    #[get("/list")]
    #[deprecated]
    fn on_list(&self) -> &'static str {
        "list"
    }

    /// An error that only the alias knows.
    #[get("/alias")]
    fn on_alias(&self) -> own::Result<&'static str> {
        Err(Refused::Late)
    }

    /// An error within an `Option`, and a body within a `Result`.
    #[put("/within")]
    async fn on_within(&self, body: Result<String>) -> Option<Result<String, Refused>> {
        body.ok().map(Ok)
    }

    /// One URL by any of them.
    #[get("/one/`<word>`")]
    #[get("/two/<word>")]
    #[post("/one/`<word>`")]
    fn on_word(&self, word: &str) -> String {
        word.to_owned()
    }

    /// Nothing.
    #[delete("/nothing")]
    fn on_nothing(&self) {}

    /// A talk.
    #[get("/talk", websocket)]
    fn on_talk(&self) -> &'static str {
        "talk"
    }

    /// Not shown.
    #[doc(hidden)]
    #[mount("/hidden")]
    fn hidden(&self) -> &'static Catching {
        &Catching
    }
}

/// An app that only catches.
#[derive(Clone, Copy, Debug)]
pub struct Catching;

#[app]
impl Catching {
    #[catch]
    fn on_error(&self, _: &Error) -> &'static str {
        "no"
    }
}
