//! A rule all of whose requests go to others.

use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[get("/news")]
    fn on_news(&self) -> &'static str {
        "news"
    }

    #[route("/archive", methods(ANY))]
    fn on_archive(&self) -> &'static str {
        "archive"
    }

    #[get("/<any(news, archive):list>")]
    fn on_list(&self, list: &str) -> String {
        list.to_owned()
    }
}

fn main() {}
