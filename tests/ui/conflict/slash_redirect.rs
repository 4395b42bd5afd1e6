//! A redirect for a missing slash takes a request too.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<page>/")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }

    #[route("/<any(about, help):topic>/", methods(ANY))]
    fn on_topic(&self, topic: &str) -> String {
        topic.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
