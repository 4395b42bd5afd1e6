//! The rest of a path as what it is in other frameworks.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/files/<path:name>")]
    fn on_file(&self, name: std::path::PathBuf) -> String {
        name.display().to_string()
    }

    #[route("/parts/<path:parts>")]
    fn on_parts(&self, parts: Vec<String>) -> String {
        parts.join(", ")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
