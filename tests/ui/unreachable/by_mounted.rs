//! A rule of the app that mounts, whose requests go to a rule of each of two mounts: a UUID has dashes.

use wegwerk::prelude::*;

struct Ranges;

#[app]
impl Ranges {
    #[get("/<first>-<last>/edit")]
    fn on_range(&self, first: &str, last: &str) -> String {
        format!("{first} to {last}")
    }
}

struct Drafts;

#[app]
impl Drafts {
    #[post("/<first>-<path:rest>")]
    fn on_draft(&self, first: &str, rest: &str) -> String {
        format!("{first} and {rest}")
    }
}

struct Site {
    ranges: Ranges,
    drafts: Drafts,
}

#[app]
impl Site {
    #[route("/<uuid:id>/edit", methods(GET, POST))]
    fn on_edit(&self, id: &str) -> String {
        id.to_owned()
    }

    #[mount("/")]
    fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    #[mount("/")]
    fn drafts(&self) -> &Drafts {
        &self.drafts
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { ranges: Ranges, drafts: Drafts })
}
