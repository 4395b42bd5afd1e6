//! `#[app]` on the struct.

use wegwerk::prelude::*;

#[app]
struct Shop;

impl Shop {
    fn name(&self) -> &'static str {
        "shop"
    }
}

fn main() -> std::io::Result<()> {
    println!("{}", Shop.name());
    Server::new().run(Shop)
}
