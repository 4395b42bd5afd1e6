//! A rule of higher priority keeps the `HEAD` that comes with its `GET`.

use wegwerk::prelude::*;

struct Files;

#[app]
impl Files {
    #[get("/files/<name>", priority = 1)]
    fn on_file(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/files/<other>", methods(HEAD))]
    fn on_head(&self, other: &str) -> StatusCode {
        if other.is_empty() { StatusCode::NOT_FOUND } else { StatusCode::OK }
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Files)
}
