//! The crate is not where the option says.

use wegwerk::prelude::*;

struct Shop;

#[app(crate = "nowhere", parts(admin))]
impl Shop {
    #[get("/<id>")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

#[app(crate = "nowhere::wegwerk", part = admin)]
impl Shop {
    #[get("/admin")]
    async fn on_admin(&self, query: Query<u32>) -> String {
        query.0.to_string()
    }
}

fn main() {}

// 2 mistakes
