//! Each example of the framework, as a program: started on a free port, asked, stopped by a signal.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wegwerk_tests::example::{Example, programs};
use wegwerk_tests::http::{Answer, Client, Failure};

type Tested = Result<(), Failure>;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

fn told(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.text())
}

/// What a cookie was set to, to be sent back.
fn cookie(answer: &Answer) -> &str {
    answer.header("set-cookie").split(';').next().unwrap_or_default()
}

#[test]
fn every_example_is_run_here() {
    let tested = include_str!("examples.rs");
    let started: BTreeSet<&str> =
        tested.split("Example::start(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    // The address of `hello` is fixed, as the README shows it: `tests/hello.rs` runs its app.
    let expected: BTreeSet<&str> =
        programs().keys().map(String::as_str).filter(|name| *name != "hello").collect();
    assert!(expected.len() >= 10, "only {expected:?}");
    assert_eq!(started.intersection(&expected).count(), expected.len(), "run {expected:?}");
}

#[tokio::test]
async fn plain_answers_with_text() -> Tested {
    let example = Example::start("plain", &[]);
    let mut client = example.client();
    assert_eq!(told(&client.get("/").await?), (200, "Hello, World!"));
    assert_eq!(told(&client.get("/user/7").await?), (200, "7"));
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn the_guestbook_thanks_once() -> Tested {
    let example = Example::start("guestbook", &[]);
    let mut client = example.client();
    let signed = client.send("POST", "/", &[FORM], "name=Ada&text=%3Ci%3EHello").await?;
    assert_eq!((signed.status, signed.header("location")), (303, "/"));
    let page = client.send("GET", "/", &[("cookie", cookie(&signed))], "").await?;
    assert!(page.text().contains("Thank you for signing."), "{}", page.text());
    assert!(page.text().contains("<b>Ada</b>: &lt;i&gt;Hello"), "{}", page.text());
    assert_eq!(page.header("set-cookie"), "notice=; Path=/; Max-Age=0");
    assert!(!client.get("/").await?.text().contains("Thank you"));
    assert_eq!(client.send("POST", "/", &[FORM], "name=Ada&text=+").await?.status, 422);
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn the_json_api_makes_changes_and_refuses() -> Tested {
    let example = Example::start("json_api", &[]);
    let mut client = example.client();
    let made = client.send("POST", "/tasks", &[JSON], r#"{"title": "a"}"#).await?;
    assert_eq!((made.status, made.header("location")), (201, "/tasks/1"));
    let again =
        client.send("POST", "/tasks", &[JSON, ("accept", "application/json")], r#"{"title": "a"}"#).await?;
    assert_eq!((again.status, again.content_type()), (409, "application/problem+json"));
    let problem: Value = serde_json::from_str(again.text())?;
    assert_eq!(problem["detail"], "There is a task with this title.");
    let changed = client.send("PATCH", "/tasks/1", &[JSON], r#"{"done": true}"#).await?;
    assert_eq!(serde_json::from_str::<Value>(changed.text())?, json!({"id": 1, "title": "a", "done": true}));
    assert_eq!(told(&client.get("/tasks?done=false").await?), (200, "[]"));
    let refused = client.send("PATCH", "/tasks/1", &[JSON], r#"{"done": "yes"}"#).await?;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("done"), "{}", refused.text());
    assert_eq!(client.send("POST", "/tasks", &[], "{}").await?.status, 415);
    assert_eq!(client.send("DELETE", "/tasks/1", &[], "").await?.status, 204);
    assert_eq!(client.get("/tasks/1").await?.status, 404);
    let docs = client.get("/docs/").await?;
    assert!(docs.text().contains("Takes a task away."), "{}", docs.text());
    let description: Value = serde_json::from_str(client.get("/docs/openapi.json").await?.text())?;
    assert!(description["paths"]["/tasks/{id}"]["patch"]["responses"]["409"].is_object(), "{description:#}");
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn mounted_apps_link_to_where_they_are() -> Tested {
    let example = Example::start("mounts", &[]);
    let mut client = example.client();
    assert_eq!(client.get("/").await?.text(), "see /en/shop/books/0");
    assert_eq!(client.get("/de/shop/").await?.text(), "Willkommen: /de/shop/books/");
    assert_eq!(client.get("/de/shop/books/").await?.text(), "/de/shop/books/0\n/de/shop/books/1\n");
    assert_eq!(client.get("/en/shop/books/1").await?.text(), "Persuasion, by /<lang>/shop/books/<int:id>");
    let missing = client.get("/en/shop/books/7").await?;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("No such book."), "{}", missing.text());
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn subdomains_have_pages_of_their_own() -> Tested {
    let example = Example::start("subdomains", &["teams.example"]);
    let at = |host: &str| Client::new(example.address()).host(host);
    let index = at("teams.example").get("/").await?;
    assert_eq!(index.text(), "http://red.teams.example/\nhttp://blue.teams.example/\n");
    assert_eq!(at("red.teams.example").get("/").await?.text(), "the page of team red");
    assert_eq!(at("green.teams.example").get("/").await?.status, 404);
    assert_eq!(at("api.teams.example").get("/").await?.text(), r#"["red","blue"]"#);
    assert_eq!(at("elsewhere.example").get("/").await?.status, 421);
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn types_decide_which_rule_matches() -> Tested {
    let example = Example::start("path_params", &[]);
    let mut client = example.client();
    for (path, status, text) in [
        ("/user/7", 200, "user 7"),
        ("/users/by-name", 200, "users, ByName"),
        ("/colour/ff8800", 200, "red 255, green 136, blue 0; opposite: /colour/0077ff"),
        ("/colour/FF8800", 200, "the colour called FF8800"),
        ("/colour/teal", 200, "the colour called teal"),
        ("/day/2026-03", 200, "month 3 of 2026"),
    ] {
        assert_eq!(told(&client.get(path).await?), (status, text), "{path}");
    }
    for path in ["/user/4294967296", "/users/ByName", "/day/2026-13", "/day/2026-3"] {
        assert_eq!(client.get(path).await?.status, 404, "{path}");
    }
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn who_is_logged_in_is_an_argument() -> Tested {
    let example = Example::start("login", &[]);
    let mut client = example.client();
    assert_eq!(client.get("/").await?.text(), "Hello, stranger!");
    assert_eq!(client.get("/me").await?.status, 401);
    assert_eq!(client.send("POST", "/login", &[FORM], "name=ada&password=x").await?.status, 401);
    let answer = client.send("POST", "/login", &[FORM], "name=ada&password=lovelace").await?;
    assert_eq!((answer.status, answer.header("location")), (303, "/me"));
    let session = [("cookie", cookie(&answer))];
    assert_eq!(told(&client.send("GET", "/me", &session, "").await?), (200, "you are ada"));
    assert_eq!(client.send("GET", "/", &session, "").await?.text(), "Hello, ada!");
    assert_eq!(client.send("GET", "/me", &[("cookie", "session=guessed")], "").await?.status, 401);
    assert_eq!(client.send("POST", "/logout", &session, "").await?.status, 303);
    assert_eq!(client.send("GET", "/me", &session, "").await?.status, 401);
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn errors_are_answered_as_the_app_says() -> Tested {
    let example = Example::start("errors", &[]);
    let mut client = example.client();
    assert_eq!(told(&client.get("/balance/ada").await?), (200, "120"));
    let broken = client.get("/balance/broken").await?;
    assert_eq!(told(&broken), (500, "We broke something, and are told of it."));
    for (path, says) in
        [("/nowhere", "There is no such page."), ("/balance/eve", "There is no such account.")]
    {
        let answer = client.get(path).await?;
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains(says) && answer.text().contains(path), "{}", answer.text());
    }
    assert_eq!(told(&client.send("POST", "/pay/ada/20", &[], "").await?), (200, "100 are left"));
    let refused = client.send("POST", "/pay/ada/200", &[], "").await?;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("80 are missing."), "{}", refused.text());
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn an_asset_is_loaded_once() -> Tested {
    let example = Example::start("assets", &[]);
    let mut client = example.client();
    assert!(client.get("/").await?.text().contains(r#"href="/static/style.css""#));
    let style = client.get("/static/style.css").await?;
    assert_eq!((style.status, style.content_type()), (200, "text/css; charset=utf-8"));
    let known = [("if-none-match", style.header("etag"))];
    assert_eq!(told(&client.send("GET", "/static/style.css", &known, "").await?), (304, ""));
    assert_eq!(client.get("/robots.txt").await?.header("cache-control"), "max-age=86400, public");
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn an_app_within_axum_links_and_is_layered() -> Tested {
    let example = Example::start("in_axum", &[]);
    let mut client = example.client();
    assert_eq!(client.get("/").await?.text(), "axum answers here");
    assert_eq!(client.get("/wiki/").await?.header("location"), "/wiki/Start");
    let page = client.get("/wiki/Start").await?;
    assert_eq!((page.text(), page.header("x-frame-options")), ("the page Start", "DENY"));
    assert_eq!(client.get("/wiki/a/b").await?.status, 404);
    // It does as axum does: a signal ends it at once.
    assert!(!example.stop().success());
    Ok(())
}

#[tokio::test]
async fn what_blocks_holds_nobody_up() -> Tested {
    let example = Example::start("blocking", &[]);
    let (mut slow, mut quick) = (example.client(), example.client());
    quick.get("/quick").await?;
    let started = Instant::now();
    let slow =
        tokio::spawn(async move { slow.get("/slow/2000").await.map(|answer| answer.text().to_owned()) });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(quick.get("/quick").await?.text(), "quick");
    assert!(started.elapsed() < Duration::from_millis(2000), "the one thread of the server was blocked");
    assert_eq!(slow.await??, "done");
    assert_eq!(quick.get("/wait/1").await?.text(), "waited");
    assert_eq!(quick.get("/largest-prime-below/1000").await?.text(), "997");
    assert!(example.stop().success());
    Ok(())
}

#[tokio::test]
async fn the_reference_shows_a_file() -> Tested {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("openapi.json");
    let clock = json!({"get": {"summary": "The time", "responses": {"200": {"description": "Now."}}}});
    let info = json!({"title": "Clock", "version": "1"});
    std::fs::write(&file, json!({"openapi": "3.1.0", "info": info, "paths": {"/now": clock}}).to_string())?;
    let example = Example::start("reference", &[file.to_str().unwrap()]);
    let page = example.client().get("/").await?;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("The time"), "{}", page.text());
    assert!(example.stop().success());
    Ok(())
}
