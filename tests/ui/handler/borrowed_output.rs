//! A response outlives the call.

use wegwerk::prelude::*;

struct Shop {
    name: String,
}

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &str {
        &self.name
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { name: "Shop".to_owned() })
}
