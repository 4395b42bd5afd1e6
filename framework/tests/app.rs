//! What an app does: arguments, responders, generics, mounts, errors.
#![allow(missing_docs)]

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Greeter;

#[app]
impl Greeter {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/hello/<name>")]
    async fn on_hello(&self, name: &str) -> String {
        format!("Hello, {name}!")
    }

    #[route("/add/<int:a>/<int:b>")]
    fn on_add(&self, b: u8, a: u8, headers: &HeaderMap, matched: MatchedRule) -> String {
        format!("{} {} {}", u32::from(a) + u32::from(b), headers.len(), matched.rule())
    }

    #[route("/page/")]
    #[route("/page/<int:n>")]
    fn on_page(&self, n: Option<u32>) -> String {
        format!("{n:?}")
    }

    #[get("/panics")]
    fn on_panics(&self) -> String {
        panic!("on purpose")
    }
}

#[tokio::test]
async fn handlers_take_variables_and_extractors_in_any_order() {
    let client = Client::new(Greeter);
    assert_eq!(client.get("/").await.text(), "index");
    assert_eq!(client.get("/hello/w%C3%B6rld").await.text(), "Hello, wörld!");
    assert_eq!(client.get("/add/200/100").await.text(), "300 1 /add/<int:a>/<int:b>");
    assert_eq!(client.get("/add/256/1").await.status(), 404);
    assert_eq!(client.get("/page/").await.text(), "None");
    assert_eq!(client.get("/page/3").await.text(), "Some(3)");
    let redirect = client.get("/page?a=b").await;
    assert_eq!((redirect.status().as_u16(), redirect.header("location")), (308, Some("/page/?a=b")));
}

struct Shop<S> {
    store: S,
    admin: Admin<S>,
}

struct Admin<S>(S);

trait Store: Send + Sync + 'static {
    fn get(&self, id: u32) -> impl Future<Output = String> + Send;
}

struct Numbers;

impl Store for Numbers {
    async fn get(&self, id: u32) -> String {
        format!("item {id}")
    }
}

#[app]
impl<S: Store> Shop<S> {
    #[route("/item/<int:id>")]
    async fn on_item(&self, id: u32) -> String {
        self.store.get(id).await
    }

    #[mount("/admin")]
    fn admin(&self) -> &Admin<S> {
        &self.admin
    }

    #[catch(404)]
    fn on_not_found(&self, error: &Error) -> String {
        format!("shop: {}", error.status())
    }
}

#[app]
impl<S> Admin<S>
where
    S: Store,
{
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "admin"
    }

    #[route("/item/<int:id>", methods(GET, POST))]
    async fn on_item(&self, id: u32, method: Method) -> String {
        format!("{method} {}", self.0.get(id).await)
    }

    #[catch]
    fn on_error(&self, error: &Error, uri: &Uri) -> (StatusCode, String) {
        (StatusCode::IM_A_TEAPOT, format!("admin: {} {uri}", error.status()))
    }
}

#[tokio::test]
async fn generic_apps_are_mounted_and_render_their_errors() {
    let client = Client::new(Shop { store: Numbers, admin: Admin(Numbers) });
    assert_eq!(client.get("/item/4").await.text(), "item 4");
    assert_eq!(client.get("/admin/").await.text(), "admin");
    assert_eq!(client.get("/admin").await.header("location"), Some("/admin/"));
    assert_eq!(client.post("/admin/item/4").await.text(), "POST item 4");
    let missing = client.get("/nothing").await;
    assert_eq!((missing.status().as_u16(), missing.text()), (404, "shop: 404 Not Found"));
    let missing = client.get("/admin/nothing").await;
    assert_eq!((missing.status().as_u16(), missing.text()), (418, "admin: 404 Not Found /admin/nothing"));
}

#[tokio::test]
async fn methods_come_from_the_table() {
    let client = Client::new(Shop { store: Numbers, admin: Admin(Numbers) });
    let refused = client.request(Method::DELETE, "/admin/item/4").await;
    assert_eq!(refused.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    let refused = client.request(Method::DELETE, "/item/4").await;
    assert_eq!((refused.status().as_u16(), refused.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    let options = client.request(Method::OPTIONS, "/admin/item/4").await;
    assert_eq!((options.status().as_u16(), options.header("allow")), (204, Some("GET, HEAD, POST, OPTIONS")));
    let head = client.request(Method::HEAD, "/item/4").await;
    assert_eq!((head.status().as_u16(), head.text(), head.header("content-length")), (200, "", Some("6")));
}

#[tokio::test]
async fn a_panic_is_a_500() {
    let client = Client::new(Greeter);
    assert_eq!(client.get("/panics").await.status(), 500);
    assert_eq!(client.get("/").await.status(), 200);
}
