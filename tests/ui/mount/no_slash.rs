//! A prefix begins with a slash.

use wegwerk::prelude::*;

struct Site {
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
impl Site {
    #[mount("admin")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { admin: Admin })
}
