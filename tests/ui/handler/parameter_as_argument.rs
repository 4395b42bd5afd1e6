//! What the app is generic in is neither an extractor nor a responder by itself.

use wegwerk::prelude::*;

struct Shop<S>(S);

#[app]
impl<S: Clone + Send + Sync + 'static> Shop<S> {
    #[route("/a")]
    async fn on_a(&self, value: S) -> String {
        drop(value);
        String::new()
    }

    #[route("/b")]
    async fn on_b(&self) -> S {
        self.0.clone()
    }
}

fn main() {}

// 2 mistakes
