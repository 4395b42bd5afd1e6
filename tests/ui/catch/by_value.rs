//! A catch that would take the error away.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, error: Error) -> String {
        error.to_string()
    }

    #[catch]
    fn on_error(&self, status: StatusCode) -> String {
        status.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 2 mistakes
