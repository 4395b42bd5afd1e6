//! A type that fits a converter and comes of no text.

use wegwerk::converter::{self, FitsConverter};
use wegwerk::prelude::*;

struct Shop;

struct Id(u32);

impl FitsConverter<converter::int> for Id {}

#[app]
impl Shop {
    #[route("/<int:id>")]
    fn on_item(&self, id: Id) -> String {
        id.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
