//! Two apps that are mounted at one prefix.

use wegwerk::prelude::*;

struct Shop {
    links: Links,
    pages: Pages,
}

struct Links;

struct Pages;

#[app]
impl Links {
    #[route("/<slug>")]
    fn on_link(&self, slug: &str) -> String {
        slug.to_owned()
    }
}

#[app]
impl Pages {
    #[route("/<page>", methods(GET, POST))]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }
}

#[app]
impl Shop {
    #[mount("/")]
    fn links(&self) -> &Links {
        &self.links
    }

    #[mount("/")]
    fn pages(&self) -> &Pages {
        &self.pages
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { links: Links, pages: Pages })
}
