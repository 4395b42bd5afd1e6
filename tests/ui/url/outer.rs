//! An app that is mounted with variables has no links without them.

use wegwerk::prelude::*;

struct Shop;

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_index(&self, lang: &str) -> String {
        format!("{} {lang}", Self::url().index())
    }
}

fn main() {}
