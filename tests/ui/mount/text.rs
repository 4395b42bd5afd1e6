//! A mount gives text.

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
    #[mount("/admin")]
    fn admin(&self) -> &str {
        let _ = &self.admin;
        "admin"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}
