//! A rule all of whose requests go to others.

use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[get("/files/<path:path>/edit")]
    fn on_edit_file(&self, path: &str) -> String {
        path.to_owned()
    }

    #[get("/files/<int:id>/edit")]
    fn on_edit_by_number(&self, id: u32) -> String {
        id.to_string()
    }
}

fn main() {}
