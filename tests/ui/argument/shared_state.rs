//! State as an argument, as other frameworks have it.

use std::sync::{Arc, Mutex};
use wegwerk::prelude::*;

struct Shop {
    name: &'static str,
}

#[app]
impl Shop {
    #[route("/")]
    fn on_count(&self, count: Arc<Mutex<u32>>) -> String {
        count.lock().unwrap().to_string()
    }

    #[route("/name")]
    fn on_name(&self, shop: &Shop) -> &'static str {
        shop.name
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { name: "shop" })
}

// 2 mistakes
