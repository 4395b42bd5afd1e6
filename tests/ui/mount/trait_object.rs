//! An app behind a trait has no rules that are known.

use wegwerk::prelude::*;

struct Shop {
    admin: Box<dyn Admin + Send + Sync>,
}

trait Admin {}

#[app]
impl Shop {
    #[mount("/admin")]
    fn admin(&self) -> &(dyn Admin + Send + Sync) {
        &*self.admin
    }

    #[mount("/other")]
    fn other(&self) -> &'static dyn wegwerk::App {
        unimplemented!()
    }
}

fn main() {}

// 2 mistakes
