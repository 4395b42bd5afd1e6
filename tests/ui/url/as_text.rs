//! A link is no text yet.

use wegwerk::prelude::*;

struct Blog;

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
    let link: String = Blog::url().post(1);
    println!("{link}");
}
