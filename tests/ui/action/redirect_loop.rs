//! A redirect to the rule itself.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/item/<id>", redirect_to = "/item/<id>")]
    fn on_item(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
