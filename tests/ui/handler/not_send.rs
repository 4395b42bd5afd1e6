//! A handler that holds over an `.await` what cannot go to another thread.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item")]
    async fn on_item(&self) -> String {
        let name = std::rc::Rc::new(1);
        std::future::ready(()).await;
        name.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
