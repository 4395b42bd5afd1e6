//! A rule all of whose requests go to others.

use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[get("/about/")]
    fn on_about(&self) -> &'static str {
        "about"
    }

    #[get("/<any(about):page>")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }
}

fn main() {}
