//! A future that nobody waits for.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> impl Future<Output = String> {
        async { String::new() }
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
