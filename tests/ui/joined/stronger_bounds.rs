//! A part demands more of the app's parameter than the main block.

use wegwerk::prelude::*;

struct Shop<S>(S);

#[app(parts(admin))]
impl<S: Send + Sync + 'static> Shop<S> {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "shop"
    }
}

#[app(part = admin)]
impl<S: Clone + Send + Sync + 'static> Shop<S> {
    #[route("/admin")]
    fn on_admin(&self) -> &'static str {
        drop(self.0.clone());
        "admin"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop(1))
}
