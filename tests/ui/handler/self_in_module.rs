//! A module has no app to take.

use wegwerk::prelude::*;

#[app]
mod web {
    use wegwerk::prelude::*;

    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(web::App)
}
