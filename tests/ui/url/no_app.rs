//! Links of what has no rules.

use wegwerk::prelude::*;

struct Blog;

struct Shelf;

#[app]
impl Blog {
    #[route("/posts/<int:id>")]
    fn on_post(&self, id: u32) -> String {
        id.to_string()
    }

    #[route("/tags/<tag>")]
    fn on_tag(&self, tag: &str) -> String {
        tag.to_owned()
    }
}

fn main() {
    println!("{} {}", Blog::url().post(1), Shelf::url().book(1));
}
