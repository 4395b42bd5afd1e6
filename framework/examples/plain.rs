//! A line of text, for measuring: `cargo run --release --example plain -- 127.0.0.1:5000`.

use wegwerk::prelude::*;

struct Plain;

#[app]
impl Plain {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "Hello, World!"
    }

    #[route("/user/<int:id>")]
    fn on_user(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Plain)
}
