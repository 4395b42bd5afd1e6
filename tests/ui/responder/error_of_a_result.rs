//! Errors that are no responders.

use wegwerk::prelude::*;

struct Shop;

struct Denied;

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> Result<String, std::io::Error> {
        std::fs::read_to_string("a")
    }

    #[route("/b")]
    async fn on_b(&self) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        Ok(std::fs::read_to_string("b")?)
    }

    #[route("/c")]
    fn on_c(&self) -> Result<String, Denied> {
        Err(Denied)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 3 mistakes
