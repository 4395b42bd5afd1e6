//! The shop, in the language of its prefix.

use wegwerk::prelude::*;

use crate::{Catalogue, answer};

/// Where books are sold.
#[derive(Debug, Default)]
pub struct Shop {
    catalogue: Catalogue,
}

impl Shop {
    /// The books.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}

#[app(outer(lang: &str))]
impl Shop {
    /// The shop window.
    #[route("/")]
    fn on_window(&self, lang: &str, matched: MatchedRule) -> String {
        answer(matched, &[&lang])
    }

    /// A book.
    #[route("/books/<int:number>")]
    async fn on_book(&self, number: u64, lang: &str, matched: MatchedRule) -> String {
        answer(matched, &[&lang, &number])
    }

    /// Buys it.
    #[post("/books/<int:number>/buy")]
    async fn on_buy(&self, number: u64, _lang: &str, body: String, matched: MatchedRule) -> String {
        answer(matched, &[&number, &body.len()])
    }

    /// All books.
    #[mount("/catalogue")]
    fn all(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Readers' letters, in the language of the shop.
    #[mount("/letters/<int:year>")]
    fn letters(&self) -> &'static letters::App {
        &letters::App
    }
}

/// Letters to the shop.
#[app(outer(lang: &str, year: u16))]
pub mod letters {
    use wegwerk::prelude::*;
    use wegwerk_tests_mounted::Links;

    use crate::answer;

    /// The letters of a year.
    #[route("/")]
    fn on_letters(lang: &str, year: u16, matched: MatchedRule) -> String {
        answer(matched, &[&lang, &year])
    }

    /// An app of another crate, three levels down.
    #[mount("/links")]
    fn links() -> &'static Links {
        &Links
    }
}
