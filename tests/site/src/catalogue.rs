//! The catalogue: an app that is mounted twice.

use wegwerk::prelude::*;
use wegwerk_tests_mounted::Links;

use crate::answer;

/// All books.
#[derive(Debug, Default)]
pub struct Catalogue;

#[app]
impl Catalogue {
    /// The list.
    #[route("/")]
    #[route("/by/<author>/")]
    fn on_list(&self, author: Option<&str>, matched: MatchedRule) -> String {
        answer(matched, &[&author.unwrap_or("all")])
    }

    /// A book by its number, at a price, in a format.
    #[route("/<uuid:book>/<float:price>.<any(epub, pdf):format>")]
    fn on_file(&self, book: wegwerk::Uuid, price: f64, format: &str, matched: MatchedRule) -> String {
        answer(matched, &[&book, &price, &format])
    }

    /// Links to elsewhere.
    #[mount("/links")]
    fn links(&self) -> &'static Links {
        &Links
    }
}
