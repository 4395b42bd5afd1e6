use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/items/<id>")]
    fn on_item(&self, id: &str) -> String {
        format!("item {id}")
    }

    // here
    #[get("/items/<name>")]
    fn on_name(&self, name: &str) -> String {
        format!("name {name}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
