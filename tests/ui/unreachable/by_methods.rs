//! A rule all of whose requests go to others.

use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[get("/<owner>.<name>")]
    fn on_package(&self, owner: &str, name: &str) -> String {
        format!("{owner} {name}")
    }

    #[post("/<owner>.<name>")]
    fn on_publish(&self, owner: &str, name: &str) -> String {
        format!("{owner} {name}")
    }

    #[route("/<float:version>", methods(GET, POST))]
    fn on_version(&self, version: f64) -> String {
        version.to_string()
    }
}

fn main() {}
