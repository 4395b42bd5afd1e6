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

#[app]
mod web {
    use wegwerk::prelude::*;

    /// The first page.
    #[route("/")]
    pub(super) fn on_index() -> &'static str {
        "index"
    }

    #[route("/twice/<int:number>")]
    async fn on_twice(number: u32, method: &Method) -> String {
        format!("{method} {}", double(number))
    }

    #[mount("/again")]
    fn again() -> &'static super::Pages {
        &super::Pages
    }

    #[catch(404)]
    fn on_not_found(_error: &Error) -> &'static str {
        "nothing here"
    }

    fn double(number: u32) -> u32 {
        number * 2
    }
}

#[tokio::test]
async fn a_module_of_free_functions_is_an_app() {
    let client = Client::new(web::App);
    assert_eq!(client.get("/").await.text(), "index");
    assert_eq!(web::on_index(), "index");
    assert_eq!(client.get("/twice/4").await.text(), "GET 8");
    assert_eq!(client.get("/again/foo/").await.text(), "page 1");
    let missing = client.get("/nowhere").await;
    assert_eq!((missing.status().as_u16(), missing.text()), (404, "nothing here"));
}

struct Book<S> {
    store: S,
}

#[app(parts(readers, writers))]
impl<S: AsRef<str>> Book<S> {
    #[route("/")]
    fn on_title(&self) -> String {
        self.store.as_ref().to_owned()
    }

    #[catch(404)]
    fn on_not_found(&self, _error: &Error) -> String {
        format!("not in {}", self.store.as_ref())
    }
}

mod readers {
    use super::{Book, Pages};
    use wegwerk::prelude::*;

    #[app(part = readers)]
    impl<S: AsRef<str>> Book<S> {
        #[route("/read/<int:page>")]
        async fn on_read(&self, page: u32) -> Result<String> {
            if page == 0 { Err(Error::not_found()) } else { Ok(format!("{} {page}", self.store.as_ref())) }
        }

        #[mount("/pages")]
        fn pages(&self) -> &'static Pages {
            &Pages
        }
    }
}

mod writers {
    use super::Book;
    use wegwerk::prelude::*;

    #[app(part = writers)]
    impl<S: AsRef<str>> Book<S> {
        #[post("/write")]
        fn on_write(&self, text: String) -> String {
            text
        }
    }
}

#[tokio::test]
async fn an_app_can_be_written_in_several_blocks() {
    let client = Client::new(Book { store: "Emma".to_owned() });
    assert_eq!(client.get("/").await.text(), "Emma");
    assert_eq!(client.get("/read/3").await.text(), "Emma 3");
    assert_eq!(client.get("/pages/foo/").await.text(), "page 1");
    assert_eq!(client.post("/write").body("x").await.text(), "x");
    for path in ["/nowhere", "/read/0", "/pages/nowhere"] {
        let missing = client.get(path).await;
        assert_eq!((missing.status().as_u16(), missing.text()), (404, "not in Emma"), "{path}");
    }
}
