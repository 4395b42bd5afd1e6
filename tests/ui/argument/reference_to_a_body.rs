//! A body by reference.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[post("/")]
    async fn on_create(&self, item: &Json<u32>) -> String {
        item.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
