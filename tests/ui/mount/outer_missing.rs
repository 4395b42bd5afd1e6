//! A prefix that lacks what the mounted app takes from it.

use wegwerk::prelude::*;

struct Site {
    shop: Shop,
}

struct Shop;

#[app]
impl Site {
    #[mount("/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

fn main() {}
