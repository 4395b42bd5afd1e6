//! Two numbers that Werkzeug would read as one.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<string(3,12):slug>")]
    fn on_item(&self, slug: &str) -> String {
        slug.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
