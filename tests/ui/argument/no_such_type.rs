//! Types that were not imported, or do not exist.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/item/<id>")]
    fn on_item(&self, id: ItemId) -> String {
        id.to_string()
    }

    #[get("/search")]
    async fn on_search(&self, query: Querry<u8>) -> String {
        query.0.to_string()
    }

    #[get("/price")]
    fn on_price(&self) -> Prise {
        0
    }
}

fn main() {}

// 3 mistakes
