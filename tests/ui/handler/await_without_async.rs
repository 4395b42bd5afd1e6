//! A handler that waits without being `async`.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> String {
        self.load().await
    }

    async fn load(&self) -> String {
        String::new()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
