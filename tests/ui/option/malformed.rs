//! What is no option, and values that cannot be read.

use wegwerk::prelude::*;

struct Apps;

#[app(5, crate = "a b", merge_slashes false)]
impl Apps {}

struct Names;

#[app(outer(lang), parts(1, a b))]
impl Names {}

struct Shop;

#[app]
impl Shop {
    #[route("/number", 5)]
    fn on_number(&self) -> &'static str {
        "number"
    }

    #[route("/path", websocket::x)]
    fn on_path(&self) -> &'static str {
        "path"
    }

    #[route("/name", defaults(page))]
    fn on_name(&self, page: u8) -> String {
        page.to_string()
    }

    #[route("/call", defaults(page = one(), size = 2))]
    fn on_call(&self, page: u8, size: u8) -> String {
        format!("{page} {size}")
    }
}

fn main() {}

// 10 mistakes
