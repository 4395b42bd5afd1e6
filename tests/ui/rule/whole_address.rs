//! A rule is a path; a host of its own is an option.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("https://shop.example/item/<id>")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }

    #[mount("https://shop.example/other")]
    fn other(&self) -> &'static Other {
        &Other
    }
}

struct Other;

#[app]
impl Other {}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
