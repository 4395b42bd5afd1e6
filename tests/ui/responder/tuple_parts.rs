//! Parts of an answer that are of another type.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> (u16, &'static str) {
        (200, "text")
    }

    #[route("/b")]
    fn on_b(&self) -> (StatusCode, (&'static str, &'static str), String) {
        (StatusCode::OK, ("x-name", "value"), String::new())
    }

    #[route("/c")]
    fn on_c(&self) -> (Vec<(String, String)>, String) {
        (Vec::new(), String::new())
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 3 mistakes
