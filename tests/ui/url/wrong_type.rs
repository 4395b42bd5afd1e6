//! A link with a value of another type.

use wegwerk::prelude::*;

struct Blog;

#[app]
impl Blog {
    #[route("/posts/<int:id>")]
    fn on_post(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() {
    println!("{}", Blog::url().post("first"));
}
