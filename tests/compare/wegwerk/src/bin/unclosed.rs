use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    // here
    #[get("/items/<id")]
    fn on_item(&self, id: &str) -> String {
        format!("item {id}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
