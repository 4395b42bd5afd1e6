//! Bounds of a generic app stand on its `impl` block.

use wegwerk::prelude::*;

pub struct Shop<S: Clone>(S);

#[app]
impl<S: Clone + Send + Sync + 'static> Shop<S> {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        drop(self.0.clone());
        "index"
    }
}

fn main() {}
