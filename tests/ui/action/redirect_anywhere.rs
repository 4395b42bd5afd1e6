//! A redirect to wherever the client says.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/to/<path:target>", redirect_to = "<target>")]
    fn on_to(&self, target: &str) -> String {
        target.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
