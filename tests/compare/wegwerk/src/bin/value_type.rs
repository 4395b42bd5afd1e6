use wegwerk::prelude::*;

struct Id(u32);

struct Shop;

#[app]
impl Shop {
    #[get("/items/<id>")]
    // here
    fn on_item(&self, id: Id) -> String {
        format!("item {}", id.0)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
