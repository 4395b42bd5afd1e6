//! A generic app: its conflict is found though nothing instantiates it.

use wegwerk::prelude::*;

pub trait Store: Send + Sync + 'static {
    fn name(&self) -> String;
}

pub struct Shop<S> {
    store: S,
    links: Links<S>,
}

pub struct Links<S>(S);

#[app]
impl<S: Store> Links<S> {
    #[route("/<slug>/edit")]
    async fn on_edit(&self, slug: &str) -> String {
        format!("{slug} {}", self.0.name())
    }
}

#[app]
impl<S: Store> Shop<S> {
    #[route("/<name>/edit")]
    async fn on_name(&self, name: &str) -> String {
        format!("{name} {}", self.store.name())
    }

    #[mount("/")]
    fn links(&self) -> &Links<S> {
        &self.links
    }
}

fn main() {}
