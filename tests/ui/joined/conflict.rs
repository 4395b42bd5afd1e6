//! Two blocks of one app with competing rules.

use wegwerk::prelude::*;

struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/<page>")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }
}

#[app(part = admin)]
impl Site {
    #[route("/<user>")]
    fn on_user(&self, user: &str) -> String {
        user.to_owned()
    }
}

fn main() {}
