//! A route has a rule.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route]
    fn on_item(&self) -> &'static str {
        "item"
    }

    #[get()]
    fn on_other(&self) -> &'static str {
        "other"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
