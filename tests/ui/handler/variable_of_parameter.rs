//! A variable whose type is a parameter of the app.

use wegwerk::prelude::*;

use std::marker::PhantomData;

struct Shop<T>(PhantomData<T>);

#[app]
impl<T: Send + Sync + 'static> Shop<T> {
    #[route("/item/<id>")]
    fn on_item(&self, id: T) {
        drop(id);
    }
}

fn main() {}
