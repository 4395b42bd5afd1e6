//! A task that outlives the app that it borrows.

use wegwerk::prelude::*;

struct Shop(u32);

#[app]
impl Shop {
    #[route("/")]
    async fn on_name(&self) -> String {
        tokio::spawn(async move { self.0.to_string() }).await.unwrap()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop(1))
}
