use wegwerk::prelude::*;

struct Links;

struct Site {
    links: Links,
}

#[app(lock = "mounted.lock")]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[mount("/links")]
    fn links(&self) -> &Links {
        &self.links
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { links: Links })
}
