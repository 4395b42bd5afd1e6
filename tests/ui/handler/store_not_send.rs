//! A store whose futures may be unable to go to another thread.

use wegwerk::prelude::*;

#[allow(async_fn_in_trait)]
trait Store {
    async fn name(&self) -> String;
}

struct Shop<S>(S);

#[app]
impl<S: Store + Send + Sync + 'static> Shop<S> {
    #[route("/")]
    async fn on_name(&self) -> String {
        self.0.name().await
    }
}

fn main() {}
