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
    async fn on_item(&self, id: u32, method: Method, matched: MatchedRule) -> String {
        format!("{method} {} by {matched}", self.0.get(id).await)
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
    assert_eq!(client.post("/admin/item/4").await.text(), "POST item 4 by /admin/item/<int:id>");
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

struct Ranked;

const UUID: &str = "00000000-0000-0000-0000-000000000000";

#[app]
impl Ranked {
    #[route("/a/<x>")]
    fn on_text(&self, x: &str) -> String {
        format!("text {x}")
    }

    #[route("/a/<uuid:x>", priority = 1)]
    fn on_uuid(&self, x: &str) -> String {
        format!("uuid {x}")
    }

    #[route("/a/<any(a, b):x>", priority = 1)]
    fn on_item(&self, x: &str) -> String {
        format!("item {x}")
    }

    #[route("/b/<int:x>")]
    fn on_int(&self, x: u32) -> String {
        format!("int {x}")
    }

    #[route("/b/<x>", priority = 9)]
    fn on_heavier(&self, x: &str) -> String {
        format!("heavier {x}")
    }

    #[route("/c/<x>/x")]
    fn on_literal(&self, x: &str) -> String {
        format!("literal {x}")
    }

    #[route("/c/<x>/<y>", priority = 5)]
    fn on_two(&self, x: &str, y: &str) -> String {
        format!("two {x} {y}")
    }

    #[route("/c/<uuid:x>/<y>", priority = 3)]
    fn on_uuid_and(&self, x: &str, y: &str) -> String {
        format!("uuid and {x} {y}")
    }
}

#[tokio::test]
async fn priority_settles_a_tie_and_nothing_else() {
    let client = Client::new(Ranked);
    for (path, expected) in [
        (format!("/a/{UUID}"), format!("uuid {UUID}")),
        ("/a/b".into(), "item b".into()),
        ("/a/c".into(), "text c".into()),
        ("/b/7".into(), "int 7".into()),
        ("/b/x".into(), "heavier x".into()),
        // The literal goes before `two`, but the tie with `uuid and` is settled by their own priorities.
        (format!("/c/{UUID}/x"), format!("uuid and {UUID} x")),
        (format!("/c/{UUID}/y"), format!("two {UUID} y")),
        ("/c/z/x".into(), "literal z".into()),
    ] {
        assert_eq!(client.get(&path).await.text(), expected, "{path}");
    }
}

/// A small number.
#[derive(PathParam)]
struct Page(u8);

#[derive(PathParam, Debug)]
enum Lang {
    En,
    #[path_param("pt-BR")]
    Brazilian,
}

struct Typed;

#[app]
impl Typed {
    #[route("/page/<Page:page>")]
    #[route("/numbered/<int:page>")]
    fn on_page(&self, page: Page) -> String {
        format!("Page({})", page.0)
    }

    #[route("/<any(en, \"pt-BR\"):lang>/<Lang:other>", priority = 1)]
    fn on_lang(&self, lang: Lang, other: Lang) -> String {
        format!("{lang:?} {other:?}")
    }

    #[route("/<a>/<b>", methods(ANY))]
    fn on_rest(&self, a: String, b: std::borrow::Cow<'_, str>) -> String {
        format!("rest {a} {b}")
    }
}

#[tokio::test]
async fn types_take_part_in_matching() {
    let client = Client::new(Typed);
    for (path, expected) in [
        ("/page/255", "Page(255)"),
        ("/page/256", "rest page 256"),
        ("/numbered/256", "rest numbered 256"),
        ("/en/pt-BR", "En Brazilian"),
        ("/en/de", "rest en de"),
    ] {
        assert_eq!(client.get(path).await.text(), expected, "{path}");
    }
}

struct Outer {
    inner: Inner,
}

struct Inner;

#[app]
impl Inner {
    #[get("/boom")]
    async fn on_boom(&self) -> String {
        panic!("on purpose")
    }

    #[get("/fails")]
    fn on_fails(&self) -> Result<String> {
        Err(std::io::Error::other("a secret"))?
    }

    #[catch(500)]
    async fn on_failure(&self, error: &Error) -> String {
        format!("inner: {:?}", error.public_message())
    }
}

#[app]
impl Outer {
    #[mount("/")]
    fn inner(&self) -> &Inner {
        &self.inner
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        format!("outer: {}", error.status())
    }
}

#[tokio::test]
async fn an_error_goes_to_its_own_app_and_then_outwards() {
    let client = Client::new(Outer { inner: Inner });
    for (path, status, expected) in [
        ("/boom", 500, "inner: None"),
        ("/fails", 500, "inner: None"),
        ("/nope", 404, "outer: 404 Not Found"),
    ] {
        let answer = client.get(path).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (status, expected), "{path}");
    }
}
