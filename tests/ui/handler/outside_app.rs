//! `#[route]` without `#[app]`.

use wegwerk::prelude::*;

struct Shop;

impl Shop {
    #[route("/item/<id>")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() {
    println!("{}", Shop.on_item("1"));
}
