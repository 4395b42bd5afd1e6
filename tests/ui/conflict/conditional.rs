//! Which of two conditional handlers there are only the compiler knows: here both are.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[cfg(not(target_os = "none"))]
    #[route("/<name>")]
    fn on_name(&self, name: &str) -> String {
        name.to_owned()
    }

    #[cfg(any(unix, windows))]
    #[route("/<page>")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
