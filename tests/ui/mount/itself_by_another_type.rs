//! A generic app mounts itself, with another type for its parameter each time.

use wegwerk::prelude::*;

struct Tree<S>(S);

#[app]
impl<S: Send + Sync + 'static> Tree<S> {
    #[route("/leaf")]
    fn on_leaf(&self) -> &'static str {
        "leaf"
    }

    #[mount("/below")]
    fn below(&self) -> &'static Tree<Vec<S>> {
        unimplemented!()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Tree(1))
}
