use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/items/<short_id>")]
    // here
    fn on_item(&self, shortid: &str) -> String {
        format!("item {shortid}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
