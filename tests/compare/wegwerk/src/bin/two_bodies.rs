use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[post("/items")]
    // here
    async fn on_item(&self, Json(number): Json<u32>, body: String) -> String {
        format!("{number} {body}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
