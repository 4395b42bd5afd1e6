//! A mount takes the app as a handler does.

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
    fn a() -> &'static Admin {
        &Admin
    }

    #[mount("/b")]
    fn b(&mut self) -> &Admin {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}

// 2 mistakes
