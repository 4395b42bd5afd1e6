//! An app mounts itself.

use std::sync::Arc;

use wegwerk::prelude::*;

struct Tree<S> {
    below: Vec<Arc<Tree<S>>>,
    leaf: S,
}

#[app]
impl<S: Clone + Send + Sync + 'static> Tree<S> {
    #[route("/leaf")]
    fn on_leaf(&self) -> &'static str {
        drop(self.leaf.clone());
        "leaf"
    }

    #[mount("/below")]
    fn below(&self) -> &Tree<S> {
        &self.below[0]
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Tree { below: Vec::new(), leaf: 1 })
}
