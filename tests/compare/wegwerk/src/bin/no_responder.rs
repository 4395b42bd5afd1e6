use wegwerk::prelude::*;

struct Item {
    name: String,
}

struct Shop;

#[app]
impl Shop {
    #[get("/item")]
    // here
    async fn on_item(&self) -> Item {
        Item { name: String::from("Rope") }
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
