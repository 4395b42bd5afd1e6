//! A future in place of what it gives.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    async fn on_index(&self) -> String {
        self.load()
    }

    async fn load(&self) -> String {
        String::new()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
