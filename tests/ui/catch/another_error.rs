//! A catch that takes something else for the error.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    fn on_missing(&self, error: &std::io::Error) -> String {
        error.to_string()
    }

    #[catch(500)]
    fn on_failure(&self, error: &mut Error) -> String {
        error.to_string()
    }

    #[catch]
    fn on_error(&self, error: &str) -> String {
        error.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 3 mistakes
