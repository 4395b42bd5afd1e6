//! Raw identifiers, names that the expansion could want for itself, and a crate under another name.

#![allow(
    clippy::duplicate_underscore_argument,
    clippy::just_underscores_and_digits,
    reason = "they are tried here"
)]

mod renamed {
    pub(super) use wegwerk as web;
}

use renamed::web;
use renamed::web::testing::Client;
use web::{PathParam, app, get, route};

struct Names;

#[app(crate = "crate::names::renamed::web")]
impl Names {
    #[get("/match")]
    fn r#match(&self) -> &'static str {
        "match"
    }

    #[get("/on/<type>")]
    fn on_type(&self, r#type: &str) -> String {
        r#type.to_owned()
    }

    #[get("/catch")]
    async fn catch(&self) -> &'static str {
        "catch"
    }

    #[get("/call/<call>/<body>")]
    fn call(&self, body: &str, call: &str) -> String {
        format!("{call} {body}")
    }

    #[get("/ab/<c>")]
    fn a_b(&self, c: &str) -> String {
        c.to_owned()
    }

    #[get("/a/<b_c>")]
    fn a(&self, b_c: &str) -> String {
        b_c.to_owned()
    }

    #[get("/unused/<_name>")]
    fn unused(&self, _name: &str) -> &'static str {
        "unused"
    }

    #[get("/other/<name>")]
    fn other(&self, _name: &str) -> &'static str {
        "other"
    }

    #[route("/sort/<Order:order>")]
    fn sort(&self, order: Order) -> &'static str {
        match order {
            Order::Up => "up",
            Order::DownWards => "down",
        }
    }
}

struct Keywords;

/// Names that no identifier can have, raw or not, have a `_` before them.
#[app(crate = "crate::names::renamed::web")]
impl Keywords {
    #[allow(clippy::duplicate_underscore_argument, clippy::just_underscores_and_digits)]
    #[get("/never/<self>/<_>/<crate>")]
    fn on_self(&self, _self: &str, __: &str, _crate: u8) -> String {
        format!("{_self} {__} {_crate}")
    }

    #[get("/raw", defaults(r#type = 1, r#fn = "x"))]
    #[get("/raw/<int:type>/<fn>/")]
    fn on_raw(&self, r#type: u8, r#fn: &str) -> String {
        format!("{} {}", r#type, r#fn)
    }

    #[get("/match", endpoint = "match")]
    fn on_match(&self) -> &'static str {
        "match"
    }

    #[web::mount("/<self>/<_>/<super>")]
    fn r#as(&self) -> &'static Inner {
        &Inner
    }
}

struct Inner;

#[app(crate = "crate::names::renamed::web", outer(super: u8))]
impl Inner {
    #[get("/")]
    fn on_index(&self, _super: u8) -> String {
        _super.to_string()
    }
}

#[tokio::test]
async fn keywords_are_names_of_variables() {
    let client = Client::new(Keywords);
    let url = <Keywords as web::Links>::url();
    assert_eq!(client.get(&url.on_self("a", "b", 3).to_string()).await.text(), "a b 3");
    assert_eq!(client.get(&url.raw(2, "y").to_string()).await.text(), "2 y");
    assert_eq!(client.get("/raw/1/x/").await.header("location"), Some("/raw"));
    assert_eq!(client.get(&url.r#match().to_string()).await.text(), "match");
    assert_eq!(client.get(&url.r#as("a", "b", "4").index().to_string()).await.text(), "4");
}

#[derive(PathParam)]
#[path_param(crate = "crate::names::renamed::web")]
enum Order {
    Up,
    DownWards,
}

#[tokio::test]
async fn names_are_the_users() {
    let client = Client::new(Names);
    for (path, expected) in [
        ("/match", "match"),
        ("/on/x", "x"),
        ("/catch", "catch"),
        ("/call/1/2", "1 2"),
        ("/ab/1", "1"),
        ("/a/2", "2"),
        ("/unused/2", "unused"),
        ("/other/2", "other"),
        ("/sort/up", "up"),
        ("/sort/down-wards", "down"),
    ] {
        assert_eq!(client.get(path).await.text(), expected, "{path}");
    }
    assert_eq!(client.get("/sort/left").await.status(), 404);
}
