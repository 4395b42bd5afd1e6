//! Variables as other frameworks write them.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/item/{id}/{part}")]
    fn on_item(&self, id: u32, part: &str) -> String {
        format!("{id} {part}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
