//! A mounted app whose parameter lacks what its block asks.

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

struct Site(Shop<NoStore>);

#[app]
impl Site {
    #[mount("/shop")]
    fn shop(&self) -> &Shop<NoStore> {
        &self.0
    }
}

fn main() {}
