use wegwerk::prelude::*;

struct Database;

struct Shop;

#[app]
impl Shop {
    #[get("/items")]
    // here
    async fn on_items(&self, database: Database) -> &'static str {
        drop(database);
        "items"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
