//! A redirect names what the rule does not have.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/old/<id>", redirect_to = "/new/<idd>")]
    fn on_old(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() {}
