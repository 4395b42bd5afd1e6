//! A redirect in a circle.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/loop/<id>", redirect_to = "/loop/<id>")]
    fn on_loop(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn main() {}
