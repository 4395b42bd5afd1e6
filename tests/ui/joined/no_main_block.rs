//! A part of an app that has no main block.

use wegwerk::prelude::*;

struct Site;

#[app(part = admin)]
impl Site {
    #[route("/admin/<page>")]
    fn on_admin(&self, page: &str) -> String {
        page.to_owned()
    }

    #[route("/admin")]
    async fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() {}
