//! Types of others that do not come of text.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<when>")]
    fn on_time(&self, when: std::time::SystemTime) -> String {
        format!("{when:?}")
    }

    #[route("/by/<letter>")]
    fn on_letter(&self, letter: char) -> String {
        letter.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
