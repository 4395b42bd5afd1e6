//! A `.` with nothing behind it is one error, and the other handlers are still checked.

use wegwerk::UrlFor;
use wegwerk::prelude::*;

struct Shop {
    db: Db,
}

struct Db;

impl Db {
    fn find(&self, id: u32) -> Option<String> {
        (id > 0).then(|| id.to_string())
    }
}

#[app]
impl Shop {
    #[get("/first")]
    fn on_first(&self) -> Option<String> {
        let _found = &self.db.;
        None
    }

    #[get("/items/<int:id>")]
    fn on_item(&self, id: u32) -> Option<String> {
        let id: u32 = "text";
        self.db.find(id)
    }

    #[get("/all")]
    fn on_all(&self, urls: UrlFor<Self>) -> String {
        urls.item(1).to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { db: Db })
}
// 2 mistakes
