//! Lifetimes that nothing declares.

use std::borrow::Cow;

use wegwerk::prelude::*;

struct Shop<'n> {
    name: &'n str,
}

#[app]
impl Shop<'n> {
    #[get("/")]
    fn on_index(&self) -> String {
        self.name.to_owned()
    }

    #[get("/<item>")]
    async fn on_item(&self, item: &'i str) -> String {
        item.to_owned()
    }

    #[get("/pages/<page>")]
    fn on_page(&self, page: &str) -> Cow<'p, str> {
        Cow::Owned(page.to_owned())
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn main() {
    println!("{} {}", Shop::url().index(), Shop::url().item("a"));
}

// 3 mistakes
