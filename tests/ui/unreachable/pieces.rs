//! A rule of a mounted app, all of whose values have the point that one of the root's wants.

use wegwerk::prelude::*;

struct Releases;

#[app]
impl Releases {
    #[get("/<float:version>")]
    fn on_version(&self, version: f64) -> String {
        version.to_string()
    }
}

struct Site {
    releases: Releases,
}

#[app]
impl Site {
    #[get("/<name>.<format>")]
    fn on_file(&self, name: &str, format: &str) -> String {
        format!("{name} as {format}")
    }

    #[mount("/")]
    fn releases(&self) -> &Releases {
        &self.releases
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { releases: Releases })
}
