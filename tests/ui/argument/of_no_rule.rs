//! Arguments that look like variables, of a rule that has none.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/hello")]
    fn on_hello(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/page")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }

    #[route("/pages")]
    fn on_pages(&self, page: Option<u32>) -> String {
        format!("{page:?}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 3 mistakes
