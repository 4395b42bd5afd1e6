//! Two rules of one block that leave a request open: the message shows one.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<int:id>/edit")]
    fn on_edit(&self, id: u32) -> String {
        id.to_string()
    }

    #[route("/<float:price>/<page>")]
    fn on_price(&self, price: f64, page: &str) -> String {
        format!("{price} {page}")
    }

    #[route("/<section>/<int:id>")]
    fn on_section(&self, section: &str, id: u32) -> String {
        format!("{section} {id}")
    }

    #[route("/<uuid:order>/<int:line>")]
    fn on_order(&self, order: &str, line: u32) -> String {
        format!("{order} {line}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
