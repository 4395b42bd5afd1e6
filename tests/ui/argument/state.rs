//! The state of an app is no argument.

use wegwerk::prelude::*;

struct Database;

struct Shop;

#[app]
impl Shop {
    #[route("/items")]
    async fn on_items(&self, database: &Database) -> &'static str {
        let _ = database;
        "items"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
