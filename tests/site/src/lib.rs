//! A publisher's site: one table for apps of two crates, mounted three levels deep, on several subdomains, generic and
//! not, with state and without, in one block and in several.

mod accounts;
mod api;
mod catalogue;
mod shop;

use std::fmt::{Debug, Display};

use wegwerk::prelude::*;
use wegwerk_tests_mounted::Labels;

pub use accounts::{Accounts, Reader, Right};
pub use api::Api;
pub use catalogue::Catalogue;
pub use shop::{Shop, letters};

/// What the publisher is called, wherever that is kept.
pub trait Name: Debug + Display + Send + Sync + 'static {}

impl<T: Debug + Display + Send + Sync + 'static> Name for T {}

/// The site.
#[derive(Debug)]
pub struct Site<N> {
    name: N,
    shop: Shop,
    api: Api<N>,
    accounts: Accounts,
    labels: Labels<String>,
}

impl<N: Name + Clone> Site<N> {
    /// The site of a publisher of this name.
    pub fn new(name: N) -> Self {
        Site {
            api: Api::new(name.clone()),
            labels: Labels(name.to_string()),
            shop: Shop::default(),
            accounts: Accounts,
            name,
        }
    }
}

/// What every handler answers: its endpoint and what it was given.
pub(crate) fn answer(matched: MatchedRule, values: &[&dyn Display]) -> String {
    let values: String = values.iter().map(|value| format!(" {value}")).collect();
    format!("{}{values}", matched.endpoint())
}

#[app(parts(press, archive), lock = "routes.lock")]
impl<N: Name> Site<N> {
    /// The first page.
    #[route("/")]
    #[route("/index.html", alias)]
    fn on_index(&self, matched: MatchedRule) -> String {
        answer(matched, &[])
    }

    /// News, page by page.
    #[route("/news/", defaults(page = 1))]
    #[route("/news/<int(min=1):page>")]
    fn on_news(&self, page: u32, matched: MatchedRule) -> String {
        answer(matched, &[&page])
    }

    /// A page of an author.
    #[route("/", subdomain = "<author>.people")]
    fn on_author(&self, author: &str, matched: MatchedRule) -> String {
        answer(matched, &[&author])
    }

    /// Where books were once.
    #[route("/buch/<int:number>", redirect_to = "en/shop/books/<number>")]
    fn on_old_book(&self, number: u64, matched: MatchedRule) -> String {
        answer(matched, &[&number])
    }

    /// Covers, which another server sends.
    #[route("/covers/<path:file>", build_only)]
    fn on_cover(&self, file: &str, matched: MatchedRule) -> String {
        answer(matched, &[&file])
    }

    /// What is read just now.
    #[route("/now", websocket)]
    fn on_now(&self, matched: MatchedRule) -> String {
        answer(matched, &[&"live"])
    }

    /// The same for who cannot listen.
    #[route("/now")]
    fn on_now_page(&self, matched: MatchedRule) -> String {
        answer(matched, &[&self.name])
    }

    /// Books and where to get them, in each language.
    #[mount("/<lang>/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }

    /// The interface for programs.
    #[mount("/v<int:version>", subdomain = "api")]
    fn api(&self) -> &Api<N> {
        &self.api
    }

    /// Who may do what.
    #[mount("/accounts")]
    fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// An app of another crate.
    #[mount("/about", subdomain = "<topic>.labels")]
    fn labels(&self) -> &Labels<String> {
        &self.labels
    }

    /// An app without state.
    #[mount("/help")]
    fn help(&self) -> &'static help::App {
        &help::App
    }

    /// Nothing here.
    #[catch(404)]
    fn on_not_found(&self, _error: &Error) -> String {
        format!("{} does not know this page", self.name)
    }
}

mod press {
    use super::*;

    #[app(part = press)]
    impl<N: Name> Site<N> {
        /// A release of a day.
        #[route("/press/<int(fixed_digits=4):year>-<int(fixed_digits=2):month>-<int(fixed_digits=2):day>")]
        fn on_release(&self, year: u16, month: u8, day: u8, matched: MatchedRule) -> String {
            answer(matched, &[&year, &month, &day])
        }

        /// The same app as in the shop, elsewhere.
        #[mount("/press/catalogue")]
        fn catalogue(&self) -> &Catalogue {
            self.shop.catalogue()
        }
    }
}

mod archive {
    use super::*;

    #[app(part = archive, strict_slashes = false)]
    impl<N: Name> Site<N> {
        /// Everything else that ever was.
        #[route("/archive/<path:file>/")]
        fn on_archived(&self, file: &str, matched: MatchedRule) -> String {
            answer(matched, &[&file])
        }
    }
}

/// Help for readers.
#[app]
pub mod help {
    use super::*;

    /// The questions.
    #[route("/")]
    fn on_questions(matched: MatchedRule) -> String {
        answer(matched, &[])
    }

    /// An answer.
    #[route("/<any(orders, returns, \"lost letters\"):topic>")]
    async fn on_answer(topic: &str, matched: MatchedRule) -> String {
        answer(matched, &[&topic])
    }
}
