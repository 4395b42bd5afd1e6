//! Parts mount apps, too: neither a cycle by way of two of them nor a part that mounts its own app goes unseen.

use std::sync::Arc;
use wegwerk::prelude::*;

pub struct Site {
    shop: Arc<Shop>,
}

pub struct Shop {
    site: Arc<Site>,
}

#[app(parts(mounts))]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

#[app(part = mounts)]
impl Site {
    #[mount("/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

#[app(parts(mounts))]
impl Shop {}

#[app(part = mounts)]
impl Shop {
    #[mount("/site")]
    fn site(&self) -> Arc<Site> {
        self.site.clone()
    }
}

pub struct Admin;

#[app(parts(mounts))]
impl Admin {}

#[app(part = mounts)]
impl Admin {
    #[mount("/admin")]
    fn admin(&self) -> &Admin {
        self
    }
}

fn main() {
    println!("{}", Site::url().shop().site().index());
}
// 2 mistakes
