//! Two apps mount each other, and a third mounts one of them.

use std::sync::Arc;

use wegwerk::prelude::*;

struct Root {
    shop: Arc<Shop>,
}

struct Shop {
    admin: Arc<Admin>,
}

struct Admin {
    shop: Arc<Shop>,
}

#[app]
impl Root {
    #[mount("/shop")]
    fn shop(&self) -> Arc<Shop> {
        Arc::clone(&self.shop)
    }
}

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "shop"
    }

    #[mount("/admin")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

#[app]
impl Admin {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "admin"
    }

    #[mount("/back")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

fn main() {
    println!("{}", Root::url().shop().admin().index());
}
