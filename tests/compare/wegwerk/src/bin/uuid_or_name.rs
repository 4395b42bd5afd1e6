use wegwerk::Uuid;
use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/orders/<name>")]
    fn on_name(&self, name: &str) -> String {
        format!("name {name}")
    }

    // here
    #[get("/orders/<uuid:id>")]
    fn on_order(&self, id: Uuid) -> String {
        format!("order {id}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
