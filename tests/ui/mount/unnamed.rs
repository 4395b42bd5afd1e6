//! An app whose type is not named.

use wegwerk::prelude::*;

struct Shop {
    admin: Admin,
}

struct Admin;

#[app]
impl Admin {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "admin"
    }
}

#[app]
impl Shop {
    #[mount("/a")]
    fn a(&self) -> impl wegwerk::App {
        Admin
    }

    #[mount("/b")]
    fn b(&self) -> &impl wegwerk::App {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}

// 2 mistakes
