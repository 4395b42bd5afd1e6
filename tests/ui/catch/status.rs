//! A catch is for a status of an error.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(200)]
    fn on_fine(&self, error: &Error) -> String {
        error.to_string()
    }

    #[catch("404")]
    fn on_text(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
