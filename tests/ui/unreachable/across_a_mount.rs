//! A mounted app whose rule goes to one of the app that mounts it, for both of its methods.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<int:id>/edit", methods(GET, POST))]
    fn on_edit(&self, id: u32) -> String {
        id.to_string()
    }
}

struct Site {
    shop: Shop,
}

#[app]
impl Site {
    #[get("/shop/<path:page>/edit")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }

    #[post("/shop/<path:page>/edit")]
    fn on_change(&self, page: &str) -> String {
        page.to_owned()
    }

    #[mount("/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { shop: Shop })
}
