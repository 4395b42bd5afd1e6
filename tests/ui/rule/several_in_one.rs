//! All mistakes of one rule are told.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<itn:a>/<int(mn=1):b>")]
    fn on_item(&self, a: u32, b: u32) -> String {
        (a + b).to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
