//! Rules that take too long to compare.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/<string(length=400):a>-<string(length=400):b>")]
    fn on_middle(&self, a: &str, b: &str) -> String {
        format!("{a} {b}")
    }

    #[get("/<a>-<b><string(minlength=790, maxlength=799):c>!")]
    fn on_all(&self, a: &str, b: &str, c: &str) -> String {
        format!("{a} {b} {c}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
