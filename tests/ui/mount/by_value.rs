//! A mount gives a reference.

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
    fn admin(&self) -> Admin {
        let _ = &self.admin;
        Admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}
