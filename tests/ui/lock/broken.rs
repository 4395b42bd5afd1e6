use wegwerk::prelude::*;

struct Shop;

#[app(lock = "routes.lock")]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/items")]
    fn on_items(&self) -> &'static str {
        "items"
    }

    #[route("/items/<int:id>")]
    fn on_item(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
