//! The parts of an answer in another order.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> (&'static str, StatusCode) {
        ("text", StatusCode::OK)
    }

    #[route("/b")]
    fn on_b(&self) -> (StatusCode, &'static str, [(&'static str, &'static str); 1]) {
        (StatusCode::OK, "text", [("x-name", "value")])
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
