//! Apps in apps, three levels deep: a site, its shop in several languages, the catalogue of the shop.
//!
//! `cargo run --example mounts`, then open <http://127.0.0.1:5000/de/shop/books/7>.

use wegwerk::UrlFor;
use wegwerk::prelude::*;

/// What is served.
struct Site {
    shop: Shop,
}

/// Mounted by the site, in the language of the prefix.
struct Shop {
    books: Catalogue,
}

/// Mounted by the shop: it knows of no prefix, and could stand anywhere.
struct Catalogue {
    titles: Vec<&'static str>,
}

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> String {
        format!("see {}", Self::url().shop("en").books().title(0))
    }

    #[mount("/<lang>/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_window(&self, lang: &str, urls: UrlFor<Self>) -> String {
        let greeting = if lang == "de" { "Willkommen" } else { "Welcome" };
        format!("{greeting}: {}", urls.books().titles())
    }

    #[mount("/books")]
    fn books(&self) -> &Catalogue {
        &self.books
    }
}

#[app]
impl Catalogue {
    /// The URLs begin with the prefix that the request came by, its language included.
    #[route("/")]
    fn on_titles(&self, urls: UrlFor<Self>) -> String {
        (0..self.titles.len()).map(|id| format!("{}\n", urls.title(id))).collect()
    }

    #[route("/<int:id>", answers(404))]
    fn on_title(&self, id: usize, matched: MatchedRule) -> Result<String> {
        let title = self.titles.get(id).ok_or_else(|| Error::not_found().message("No such book."))?;
        Ok(format!("{title}, by {matched}"))
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let books = Catalogue { titles: vec!["Emma", "Persuasion"] };
    Server::new().bind(address).run(Site { shop: Shop { books } })
}
