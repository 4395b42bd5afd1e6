use wegwerk::prelude::*;

struct Shop;

#[app(lock = "behind_a_cfg.lock")]
impl Shop {
    #[route("/items")]
    fn on_items(&self) -> &'static str {
        "items"
    }

    #[cfg(any())]
    #[route("/orders")]
    fn on_orders(&self) -> &'static str {
        "orders"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
