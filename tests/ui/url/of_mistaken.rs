//! Links to what is mistaken are right: no errors of their own.

use wegwerk::prelude::*;

struct Blog;

#[app]
impl Blog {
    #[get("/posts/<post>")]
    fn on_post(&self, post: &str) -> String {
        post.to_owned()
    }
}

struct Shop;

#[app]
impl Shop {
    #[get("/items/<item")]
    fn on_item(&self, item: u32) -> String {
        item.to_string()
    }

    #[get("/pages/<page>")]
    fn on_page(&self) -> &'static str {
        "page"
    }

    #[get("/files/{file}", endpoint = "download")]
    fn on_file(&self, file: String) -> String {
        file
    }

    #[get("/users/<usr>", subdomain = "<lang>")]
    fn on_user(&self, user: &str, lang: &str) -> String {
        format!("{user} {lang}")
    }

    #[get("/orders/<int:order>")]
    fn on_order(&mut self, order: u64) -> String {
        order.to_string()
    }

    #[get("/new/<kind")]
    fn on_new(&self, kind: &str) -> String {
        kind.to_owned()
    }

    #[mount("blog/<author>")]
    fn blog(&self) -> &'static Blog {
        &Blog
    }
}

fn main() {
    let urls = Shop::url();
    let all = [urls.item(1), urls.page("a"), urls.download("a"), urls.user("a", "de"), urls.order(7), urls.new("a")];
    println!("{all:?} {}", urls.blog("ada").post("b"));
}

// 7 mistakes
