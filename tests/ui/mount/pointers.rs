//! Mounted apps behind pointers that a mount does not follow.

use wegwerk::prelude::*;

struct Shop {
    admin: Box<Admin>,
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
    fn a(&self) -> Box<Admin> {
        Box::new(Admin)
    }

    #[mount("/b")]
    fn b(&self) -> &Box<Admin> {
        &self.admin
    }

    #[mount("/c")]
    fn c(&self) -> std::rc::Rc<Admin> {
        std::rc::Rc::new(Admin)
    }

    #[mount("/d")]
    fn d(&self) -> Option<&Admin> {
        Some(&self.admin)
    }

    #[mount("/e")]
    fn e(&self) -> &&Admin {
        &&Admin
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { admin: Box::new(Admin) })
}

// 5 mistakes
