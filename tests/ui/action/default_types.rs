//! Defaults that their arguments cannot have, or nobody takes.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/a", defaults(page = 300))]
    #[route("/a/<int:page>")]
    fn on_a(&self, page: u8) -> String {
        page.to_string()
    }

    #[route("/b", defaults(name = 1))]
    #[route("/b/<name>")]
    fn on_b(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/c/<int:page>", defaults(page = 1))]
    fn on_c(&self, page: u8) -> String {
        page.to_string()
    }

    #[route("/d", defaults(pages = 1))]
    fn on_d(&self) -> &'static str {
        "d"
    }
}

fn main() {}

// 4 mistakes
