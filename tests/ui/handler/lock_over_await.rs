//! A lock that is held while the handler waits.

use wegwerk::prelude::*;

struct Shop {
    count: std::sync::Mutex<u32>,
}

#[app]
impl Shop {
    #[route("/")]
    async fn on_count(&self) -> String {
        let count = self.count.lock().unwrap();
        std::future::ready(()).await;
        count.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { count: Default::default() })
}
