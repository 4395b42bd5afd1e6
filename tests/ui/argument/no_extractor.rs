//! A type that is no extractor.

use wegwerk::prelude::*;

struct Shop;

struct User {
    name: String,
}

#[app]
impl Shop {
    #[route("/item")]
    async fn on_item(&self, user: User) -> String {
        user.name
    }

    #[route("/items")]
    fn on_items(&self, users: Vec<User>) -> String {
        users.len().to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
