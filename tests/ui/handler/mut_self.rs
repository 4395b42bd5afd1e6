//! A handler that would change its app.

use wegwerk::prelude::*;

struct Shop(u32);

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&mut self) -> String {
        self.0 += 1;
        self.0.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop(0))
}
