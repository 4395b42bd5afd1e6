//! A conflict is told of once, whether or not const evaluation looks at conditional handlers too.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<name>")]
    fn on_name(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/<uuid:id>")]
    fn on_id(&self, id: &str) -> String {
        id.to_owned()
    }

    #[cfg(any(unix, windows))]
    #[route("/pages/<page>")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
