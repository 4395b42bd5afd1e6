//! The smallest app: `cargo run --example hello`, then open <http://127.0.0.1:5000/hello/world>.

use wegwerk::prelude::*;

struct Hello;

#[app]
impl Hello {
    /// Greets whoever the path names.
    #[route("/hello/<name>")]
    fn on_hello(&self, name: &str) -> String {
        format!("Hello, {name}!")
    }
}

fn main() -> std::io::Result<()> {
    wegwerk::Server::new().bind("127.0.0.1:5000").run(Hello)
}
