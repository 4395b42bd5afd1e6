use wegwerk::prelude::*;

mod links {
    use wegwerk::prelude::*;

    pub struct Links;

    #[app]
    impl Links {
        // here
        #[get("/<slug>/edit")]
        fn on_edit(&self, slug: &str) -> String {
            format!("edit {slug}")
        }
    }
}

struct Shop {
    links: links::Links,
}

#[app]
impl Shop {
    // here
    #[get("/links/<name>/edit")]
    fn on_name(&self, name: &str) -> String {
        format!("name {name}")
    }

    // here
    #[mount("/links")]
    fn links(&self) -> &links::Links {
        &self.links
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Shop { links: links::Links })
}
