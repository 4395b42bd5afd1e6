//! Values that are no text yet.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/number")]
    fn on_number(&self) -> u32 {
        1
    }

    #[route("/names")]
    fn on_names(&self) -> Vec<String> {
        Vec::new()
    }

    #[route("/map")]
    async fn on_map(&self) -> std::collections::HashMap<String, u32> {
        Default::default()
    }

    #[route("/maybe")]
    fn on_maybe(&self) -> Option<bool> {
        None
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 4 mistakes
