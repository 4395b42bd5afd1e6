//! A variable of the rule has the name of one of the mounts above.

use wegwerk::prelude::*;

struct Shop;

#[app(outer(lang: &str))]
impl Shop {
    #[route("/<lang>/item")]
    fn on_item(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

fn main() {}
