//! What builds an app is async, and says what went wrong.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run_with(|| Shop)?;
    Server::new().run_with(async || Shop)
}

// 2 mistakes
