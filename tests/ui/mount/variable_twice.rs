//! A variable in the prefix and in the subdomain of a mount.

use wegwerk::prelude::*;

struct Site {
    shop: Shop,
}

#[app]
impl Site {
    #[mount("/<lang>/shop", subdomain = "<lang>")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

struct Shop;

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

fn main() {}
