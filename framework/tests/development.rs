//! What the built-in error pages say in a debug build.
#![cfg(debug_assertions)]

use std::fmt;

use wegwerk::prelude::*;
use wegwerk::testing::{Client, TestResponse};

struct Shop {
    back: Back,
}

#[derive(serde::Deserialize)]
struct Page {
    number: u8,
}

#[derive(Debug)]
struct Broken(std::num::ParseIntError);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the <price> cannot be read")
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[app]
impl Shop {
    #[get("/items")]
    fn on_items(&self) -> &'static str {
        "items"
    }

    #[get("/items/<int:id>")]
    fn on_item(&self, id: u8) -> Result<String> {
        match id {
            0 => Err(Error::not_found().message("Sold out.")),
            1 => Ok("x".parse::<u8>().map_err(Broken)?.to_string()),
            2 => panic!("no item 2"),
            id => Ok(id.to_string()),
        }
    }

    #[post("/orders")]
    fn on_order(&self) {}

    #[get("/gone")]
    fn on_gone(&self, page: Query<Page>) -> Option<String> {
        page.0.number.checked_sub(8).map(|number| number.to_string())
    }

    #[get("/live", websocket)]
    fn on_live(&self) {}

    #[mount("/back")]
    fn back(&self) -> &Back {
        &self.back
    }
}

struct Back;

#[app]
impl Back {
    #[get("/users/<name>")]
    fn on_user(&self, name: &str) -> String {
        name.to_owned()
    }

    #[catch(404)]
    fn on_not_found(&self, _: &Error) -> &'static str {
        "our own page"
    }
}

async fn get(path: &str) -> TestResponse {
    Client::new(Shop { back: Back }).get(path).header("accept", "text/html").await
}

fn line_of(text: &str) -> usize {
    include_str!("development.rs").lines().position(|line| line.contains(text)).unwrap() + 1
}

#[tokio::test]
async fn a_path_that_nothing_takes_shows_the_nearest_rules_first() {
    let answer = get("/itmes/7").await;
    assert_eq!(answer.status(), 404);
    let page = answer.text();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not in {page}"));
    assert!(at("GET, HEAD /items/&lt;int:id&gt;") < at("GET, HEAD /items<"), "{page}");
    assert!(
        page.contains(&format!("framework/tests/development.rs:{}", line_of("#[get(\"/items/<int:id>\")]")))
    );
    assert!(page.contains("`items` is not `itmes`"), "{page}");
}

#[tokio::test]
async fn a_variable_that_is_missing_is_nearer_than_a_word() {
    struct Site;

    #[app]
    impl Site {
        #[get("/docs/style.css")]
        fn on_style(&self) {}

        #[get("/hello/<name>")]
        fn on_hello(&self, name: &str) -> String {
            name.to_owned()
        }
    }

    let answer = Client::new(Site).get("/nope").header("accept", "text/html").await;
    let first = answer.text().split("<li>").nth(1).unwrap_or_default().to_owned();
    assert!(first.contains("/hello/&lt;name&gt;"), "{}", answer.text());
}

#[tokio::test]
async fn a_value_that_is_refused_is_nearest_and_says_why() {
    let page = get("/items/300").await;
    let page = page.text();
    let first = page.split("<li>").nth(1).unwrap();
    assert!(first.contains("the type of `id` does not take `300`"), "{first}");
}

#[tokio::test]
async fn nothing_of_the_request_is_markup() {
    let answer = get("/%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!answer.text().contains("<script"), "{}", answer.text());
}

#[tokio::test]
async fn a_method_that_is_not_taken_shows_which_are() {
    let answer = get("/orders").await;
    assert_eq!(answer.status(), 405);
    assert!(answer.text().contains("POST /orders"), "{}", answer.text());
    assert!(answer.text().contains("takes POST only"));
}

#[tokio::test]
async fn a_handshake_that_is_none_or_is_missing_shows_what_is_there() {
    let answer = get("/live").await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text().contains("takes WebSocket handshakes only"), "{}", answer.text());
    let client = Client::new(Shop { back: Back });
    let shake = |path| {
        let request = client.get(path).header("accept", "text/html");
        request.header("upgrade", "websocket").header("connection", "upgrade")
    };
    let answer = shake("/items").await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text().contains("takes no WebSocket handshakes"), "{}", answer.text());
    let answer = shake("/lives").await;
    assert_eq!(answer.status(), 404);
    let first = answer.text().split("<li>").nth(1).unwrap().to_owned();
    assert!(first.contains("`live` is not `lives`"), "{first}");
}

#[tokio::test]
async fn an_error_shows_what_caused_it_and_where() {
    let answer = get("/items/1").await;
    assert_eq!(answer.status(), 500);
    let page = answer.text();
    assert!(page.contains("the &lt;price&gt; cannot be read"), "{page}");
    assert!(page.contains("invalid digit found in string"), "{page}");
    let made = format!("framework/tests/development.rs:{}", line_of("map_err(Broken)"));
    assert!(page.contains(&made), "{made} is not in {page}");
    assert!(page.contains("item of `/items/&lt;int:id&gt;`"), "{page}");

    let page = get("/items/0").await;
    assert!(page.text().contains("Sold out."));
    assert!(page.text().contains(&format!("framework/tests/development.rs:{}", line_of("Sold out."))));
    assert!(!page.text().contains("nearest"), "a rule took it");

    let page = get("/items/2").await;
    assert!(page.text().contains("a handler panicked: no item 2"), "{}", page.text());
}

#[tokio::test]
async fn what_the_framework_says_by_itself_was_made_nowhere_in_the_app() {
    for (path, status) in [("/gone?number=7", 404), ("/gone?number=x", 400), ("/gone", 400)] {
        let answer = get(path).await;
        assert_eq!(answer.status(), status);
        let page = answer.text();
        assert!(page.contains("gone of `/gone` at framework/tests/development.rs"), "{page}");
        assert!(!page.contains("was made at") && !page.contains("framework/src"), "{page}");
    }
}

#[tokio::test]
async fn programs_and_catches_and_those_who_want_none_get_no_more() {
    let client = Client::new(Shop { back: Back });
    let problem = client.get("/items/1").header("accept", "application/json").await;
    assert!(!problem.text().contains("digit"), "{}", problem.text());
    assert_eq!(client.get("/back/nowhere").await.text(), "our own page");
    let plain = Client::of_service(Shop { back: Back }.into_service().plain_errors());
    for path in ["/itmes", "/items/1", "/orders"] {
        let page = plain.get(path).header("accept", "text/html").await;
        assert!(!page.text().contains("debug"), "{}", page.text());
        assert!(!page.text().contains("development"), "{}", page.text());
    }
}
