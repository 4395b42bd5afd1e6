//! A rule of the root and one of an app that it mounts.

use wegwerk::prelude::*;

struct Shop {
    links: links::Links,
}

mod links {
    use wegwerk::prelude::*;

    pub struct Links;

    #[app]
    impl Links {
        #[route("/<slug>/edit")]
        fn on_edit(&self, slug: &str) -> String {
            slug.to_owned()
        }
    }
}

#[app]
impl Shop {
    #[route("/links/<uuid:id>/edit")]
    fn on_link(&self, id: &str) -> String {
        id.to_owned()
    }

    #[mount("/links")]
    fn links(&self) -> &links::Links {
        &self.links
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { links: links::Links })
}
