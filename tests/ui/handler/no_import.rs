//! An attribute that is not imported.

use wegwerk::{Server, app};

struct Shop;

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
