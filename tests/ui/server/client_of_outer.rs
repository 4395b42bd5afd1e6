//! A test of an app that only a mount can serve.

use wegwerk::prelude::*;

struct Shop;

#[app(outer(lang: &str))]
impl Shop {
    #[route("/")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

fn main() {
    let _ = wegwerk::testing::Client::new(Shop);
}
