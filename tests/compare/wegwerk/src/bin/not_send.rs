use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/item")]
    // here
    async fn on_item(&self) -> String {
        let name = std::rc::Rc::new(1);
        // here
        tokio::task::yield_now().await;
        name.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop)
}
