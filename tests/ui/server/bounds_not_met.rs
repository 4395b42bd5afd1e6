//! An app whose parameter lacks what its block asks.

use wegwerk::prelude::*;

trait Store {
    fn name(&self) -> String;
}

struct NoStore;

struct Shop<S>(S);

#[app]
impl<S: Store + Send + Sync + 'static> Shop<S> {
    #[route("/")]
    fn on_name(&self) -> String {
        self.0.name()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop(NoStore))
}
