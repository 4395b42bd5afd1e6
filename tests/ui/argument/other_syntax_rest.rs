//! Variables behind a colon, and of the rest of the path.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/user/:name")]
    fn on_user(&self, name: String) -> String {
        name
    }

    #[get("/file/{*path}")]
    fn on_file(&self, path: &str) -> String {
        path.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
