//! A redirect in a circle.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/loop/<id>", redirect_to = "/loop/<id>")]
    fn on_loop(&self, id: &str) -> String {
        id.to_owned()
    }

    #[route("/page/<int(min=3):page>", redirect_to = "page/<page>?from=here")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }

    #[route("/swapped/<one>/<two>", redirect_to = "/swapped/<two>/<one>")]
    fn on_swapped(&self, one: &str, two: &str) -> String {
        format!("{one} {two}")
    }
}

fn main() {}

// 2 mistakes
