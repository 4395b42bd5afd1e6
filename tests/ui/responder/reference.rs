//! A reference to text that is owned.

use wegwerk::prelude::*;

struct Shop {
    name: String,
}

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &String {
        &self.name
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { name: String::new() })
}
