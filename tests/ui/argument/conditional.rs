//! Arguments that are there only sometimes.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<int:id>")]
    fn on_item(&self, #[allow(unused_variables)] id: u32, #[cfg(test)] headers: &HeaderMap) -> &'static str {
        "item"
    }

    #[catch(404)]
    fn on_missing(&self, _: &Error, #[cfg(not(test))] _: &HeaderMap) -> &'static str {
        "missing"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
