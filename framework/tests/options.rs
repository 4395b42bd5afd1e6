//! The options of rules, mounts and apps, as they are written.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Pages;

#[app]
impl Pages {
    #[route("/foo/", defaults(page = 1))]
    #[route("/foo/<int:page>")]
    fn on_foo(&self, page: u32) -> String {
        format!("page {page}")
    }

    #[route("/home")]
    #[route("/old", alias)]
    fn on_home(&self) -> &'static str {
        "home"
    }

    #[route("/new/<id>")]
    fn on_new(&self, id: &str) -> String {
        id.to_owned()
    }

    #[route("/gone/<id>", redirect_to = "new/<id>")]
    fn on_gone(&self, id: &str) -> String {
        id.to_owned()
    }

    #[route("/files/<path:file>", build_only)]
    fn on_files(&self, file: &str) -> String {
        file.to_owned()
    }

    #[route("/live", websocket)]
    fn on_live(&self) -> &'static str {
        "socket"
    }
}

#[tokio::test]
async fn a_default_is_what_the_handler_gets() {
    let client = Client::new(Pages);
    assert_eq!(client.get("/foo/").await.text(), "page 1");
    assert_eq!(client.get("/foo/2").await.text(), "page 2");
    assert_eq!(client.get("/files/a").await.status(), 404);
    assert_eq!(client.get("/live").await.status(), 400);
}

struct Site {
    shop: Shop,
}

struct Shop {
    cart: Cart,
}

struct Cart;

#[app]
impl Site {
    #[mount("/<lang>/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

#[app(outer(lang: &str))]
impl Shop {
    #[route("/<int:item>")]
    fn on_item(&self, lang: &str, item: u32) -> String {
        format!("{lang} {item}")
    }

    #[mount("/cart/<int(min=10):number>")]
    fn cart(&self) -> &Cart {
        &self.cart
    }
}

#[app(outer(lang: &str, number: u8))]
impl Cart {
    #[route("/<what>")]
    fn on_show(&self, what: &str, number: u8, lang: &str) -> String {
        format!("{lang} {number} {what}")
    }
}

#[tokio::test]
async fn variables_of_prefixes_reach_the_apps_below() {
    let client = Client::new(Site { shop: Shop { cart: Cart } });
    assert_eq!(client.get("/de/shop/7").await.text(), "de 7");
    assert_eq!(client.get("/de/shop/cart/12/all").await.text(), "de 12 all");
    assert_eq!(client.get("/de/shop/cart/9/all").await.status(), 404);
    assert_eq!(client.get("/de/shop/cart/256/all").await.status(), 404);
}
