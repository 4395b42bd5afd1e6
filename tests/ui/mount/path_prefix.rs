//! A prefix has a fixed number of segments.

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
    #[mount("/<path:rest>")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}
