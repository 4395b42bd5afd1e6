//! A server of what is no app, or only leads to one.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().try_run(&Shop)?;
    Server::new().try_run(std::sync::Arc::new(Shop))?;
    Server::new().try_run(Shop::url())?;
    Server::new().run("Shop")
}

// 4 mistakes
