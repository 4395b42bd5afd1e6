//! Mistakes that have nothing to do with each other are told at once.

use wegwerk::prelude::*;

struct Shop;

struct Group;

#[app]
impl Shop {
    #[route("/item/<itn:id>")]
    fn on_item(&self, id: u32) -> String {
        id.to_string()
    }

    #[route("/items/<page>")]
    fn on_items(&self) -> &'static str {
        "items"
    }

    #[route("/user", methods(GTE))]
    fn on_user() -> &'static str {
        "user"
    }

    #[route("/group")]
    async fn on_group(&self, group: Group) -> Group {
        group
    }

    #[route("/order/<int:id>")]
    fn on_order(&self, id: String) -> String {
        id
    }

    #[catch(99)]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 8 mistakes
