//! Raw identifiers, names that the expansion could want for itself, and a crate under another name.

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
