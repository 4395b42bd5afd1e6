//! Two blocks of one type, neither a part of the other.

use wegwerk::prelude::*;

pub struct Site;

#[app]
impl Site {
    #[route("/<int:page>")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }
}

#[app]
impl Site {
    #[route("/users")]
    fn on_users(&self) -> &'static str {
        "users"
    }

    #[catch(404)]
    fn on_missing(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site)
}
