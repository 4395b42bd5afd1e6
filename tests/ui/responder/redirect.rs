//! Redirects that lead nowhere.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> Redirect {
        Redirect::to(None::<String>)
    }

    #[route("/b")]
    fn on_b(&self) -> Redirect {
        Redirect::to(5)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
