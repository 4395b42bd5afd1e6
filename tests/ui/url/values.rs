//! Links with other values than the rule has.

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
    println!("{}", Blog::url().post(1, 2));
    let wide: i64 = 1;
    println!("{}", Blog::url().post(wide));
    println!("{}", Blog::url().tag(1));
    println!("{}", Blog::url().tag(String::from("a")));
}

// 4 mistakes
