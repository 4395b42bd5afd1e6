//! A redirect whose host the client chooses.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/raw/<path:target>", redirect_to = "<target>")]
    fn on_raw(&self, target: &str) -> String {
        target.to_owned()
    }

    #[route("/to/<host>", redirect_to = "https://<host>/")]
    fn on_host(&self, host: &str) -> String {
        host.to_owned()
    }
}

fn main() {}

// 2 mistakes
