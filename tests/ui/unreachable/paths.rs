//! Rules of a mounted app below two `path` variables of the root's.

use wegwerk::prelude::*;

struct Docs;

#[app]
impl Docs {
    #[get("/<section>/<page>")]
    fn on_page(&self, section: &str, page: &str) -> String {
        format!("{page} of {section}")
    }
}

struct Site {
    docs: Docs,
}

#[app]
impl Site {
    #[get("/docs/<path:folder>/<path:file>")]
    fn on_file(&self, folder: &str, file: &str) -> String {
        format!("{file} in {folder}")
    }

    #[mount("/docs")]
    fn docs(&self) -> &Docs {
        &self.docs
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { docs: Docs })
}
