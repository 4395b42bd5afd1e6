//! A reference to a shared app.

use wegwerk::prelude::*;

struct Shop {
    admin: std::sync::Arc<Admin>,
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
    fn admin(&self) -> &std::sync::Arc<Admin> {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: std::sync::Arc::new(Admin) })
}
