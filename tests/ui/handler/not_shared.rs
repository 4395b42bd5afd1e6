//! An app that threads cannot share.

use wegwerk::prelude::*;

struct Shop {
    count: std::cell::Cell<u32>,
}

#[app]
impl Shop {
    #[route("/")]
    async fn on_count(&self) -> String {
        self.count.get().to_string()
    }

    #[route("/more")]
    fn on_more(&self) -> String {
        self.count.replace(1).to_string()
    }

    #[catch]
    async fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { count: Default::default() })
}
