//! Options of an app that are half written, or have a value of another kind: what they seem to say is taken, so that
//! nothing else follows.

#![deny(deprecated)]

use wegwerk::prelude::*;

struct Shop;

#[app(part = "admin")]
impl Shop {
    #[get("/admin")]
    fn on_admin(&self) -> &'static str {
        "admin"
    }
}

#[app(parts "admin")]
impl Shop {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

struct Blog;

#[app(part("posts"))]
impl Blog {
    #[get("/posts/<post>")]
    fn on_post(&self, post: u32) -> String {
        post.to_string()
    }
}

#[app(parts = "posts")]
impl Blog {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

struct Pages;

#[app(outer(lang, page: ))]
impl Pages {
    #[get("/<text>")]
    fn on_page(&self, lang: &str, page: u32, text: &str) -> String {
        format!("{lang} {page} {text}")
    }
}

struct Site;

#[app(host_matching = "yes")]
impl Site {
    #[get("/", host = "<string:lang>.shop.example")]
    fn on_index(&self, lang: &str) -> String {
        lang.to_owned()
    }

    #[get("/", host = "shop.example")]
    fn on_shop(&self) -> &'static str {
        "shop"
    }

    #[mount("/<lang>/<int:page>", host = "pages.example")]
    fn pages(&self) -> &'static Pages {
        &Pages
    }
}

struct Languages;

#[app(subdomain = <lang>, strict_slashes = "no")]
impl Languages {
    #[get("/c#", allow(WL301))]
    fn on_c_sharp(&self, lang: &str) -> String {
        lang.to_owned()
    }
}

#[app]
impl Plain {
    #[get("/c#", allow = WL103)]
    fn on_c_sharp(&self) -> &'static str {
        "C#"
    }
}

struct Plain;

fn main() {
    println!("{:?}", [Shop::url().admin(), Blog::url().post(1), Site::url().shop(), Plain::url().c_sharp()]);
}

// 10 mistakes
