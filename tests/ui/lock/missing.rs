use wegwerk::prelude::*;

struct Shop;

#[app(lock = "missing.lock")]
impl Shop {
    #[route("/items")]
    fn on_items(&self) -> &'static str {
        "items"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
