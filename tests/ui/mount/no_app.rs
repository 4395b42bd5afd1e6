//! A mount gives an app, and this is none.

use wegwerk::prelude::*;

struct Shop {
    admin: Admin,
}

struct Admin;

#[app]
impl Shop {
    #[mount("/admin")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Admin })
}
