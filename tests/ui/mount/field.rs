//! A mount is a method.

use wegwerk::prelude::*;

struct Shop {
    #[mount("/admin")]
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
    #[route("/")]
    fn on_index(&self) -> &'static str {
        let _ = &self.admin;
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}
