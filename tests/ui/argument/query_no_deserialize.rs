//! A query of a type that serde does not know.

use wegwerk::prelude::*;

struct Shop;

struct Search {
    text: String,
}

#[app]
impl Shop {
    #[get("/")]
    fn on_search(&self, Query(search): Query<Search>) -> String {
        search.text
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
