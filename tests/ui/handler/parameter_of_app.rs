use std::marker::PhantomData;
use std::sync::Arc;

use wegwerk::prelude::*;

struct App<T>(Arc<T>, PhantomData<T>);

trait Kind {
    type Sub;
}

#[app]
impl<T: Kind + wegwerk::App + for<'r> wegwerk::PathParam<'r>> App<T> {
    #[get("/<id>")]
    fn on_id(&self, id: T) {
        drop(id);
    }

    #[get("/")]
    #[get("/list/<ids>")]
    fn on_ids(&self, ids: Option<Vec<T>>) {
        drop(ids);
    }

    #[mount("/t")]
    fn mounted(&self) -> &T {
        &self.0
    }

    #[mount("/shared")]
    fn shared(&self) -> Arc<T> {
        self.0.clone()
    }

    #[mount("/sub")]
    fn sub(&self) -> &'static <T as Kind>::Sub {
        unimplemented!()
    }
}

fn main() {}

// 5 mistakes
