//! What is done at the end takes the app.

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
    Server::new().on_stop(|| ()).run(Shop)
}
