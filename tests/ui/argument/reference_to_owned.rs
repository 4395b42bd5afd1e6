//! A reference to what has to be made first.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<name>")]
    fn on_hello(&self, name: &String) -> String {
        name.clone()
    }

    #[route("/by/<path:names>")]
    fn on_names(&self, names: &Vec<String>) -> String {
        names.join(", ")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
