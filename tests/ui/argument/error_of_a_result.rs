//! The error of a `Result` that the rejection does not become.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[post("/")]
    async fn on_create(&self, item: Result<Json<u32>, String>) -> String {
        format!("{}", item.is_ok())
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
