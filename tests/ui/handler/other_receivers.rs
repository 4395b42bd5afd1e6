//! Other ways to take the app.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(self: std::sync::Arc<Self>) -> &'static str {
        "a"
    }

    #[route("/b")]
    fn on_b(self: &mut Self) -> &'static str {
        "b"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
