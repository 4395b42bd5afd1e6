//! A catch that holds over an `.await` what cannot go to another thread.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[catch(404)]
    async fn on_missing(&self, error: &Error) -> String {
        let name = std::rc::Rc::new(1);
        std::future::ready(()).await;
        format!("{error} {name}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
