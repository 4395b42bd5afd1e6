//! Why each rule takes a request or does not.
#![allow(missing_docs)]

use wegwerk::App;
use wegwerk::matching::{Explanation, Match};
use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Shop;

#[app]
impl Shop {
    #[route("/items/<int(min=1, max=99):id>")]
    fn on_item(&self, id: u64) -> String {
        id.to_string()
    }

    #[route("/sizes/<int:size>")]
    fn on_size(&self, size: u8) -> String {
        size.to_string()
    }

    #[route("/sizes/<name>")]
    fn on_size_name(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/lists/", methods(POST))]
    fn on_lists(&self) -> &'static str {
        "lists"
    }

    #[route("/live", websocket)]
    fn on_live(&self) -> &'static str {
        "live"
    }

    #[route("/branch/")]
    fn on_branch(&self) -> &'static str {
        "branch"
    }

    #[route("/one/two", merge_slashes = false)]
    fn on_one_two(&self) -> &'static str {
        "one two"
    }

    #[route("/<first>-x")]
    fn on_first(&self, first: &str) -> String {
        first.to_owned()
    }

    #[route("/x-<last>", priority = 1)]
    fn on_last(&self, last: &str) -> String {
        last.to_owned()
    }

    #[route("/old/<int:id>", redirect_to = "items/<id>")]
    fn on_old(&self, id: u64) -> String {
        id.to_string()
    }

    #[route("/files/<path:name>", merge_slashes = false)]
    fn on_file(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/files/a/b")]
    fn on_own_file(&self) -> &'static str {
        "a/b"
    }

    #[route("/orders", subdomain = "<tenant>")]
    fn on_orders(&self, tenant: &str) -> String {
        tenant.to_owned()
    }
}

/// What is said of the rule of a text.
fn said(explanation: &Explanation, rule: &str) -> String {
    let (_, reason) =
        explanation.tried().iter().find(|(other, _)| other.text() == rule).expect("the rule is there");
    reason.to_string()
}

#[test]
fn each_rule_says_why_it_takes_a_request_or_does_not() {
    for (request, rule, reason) in [
        ("GET /items/7", "/items/<int(min=1, max=99):id>", "takes it"),
        ("GET /items/100", "/items/<int(min=1, max=99):id>", "`100` is not within the limits of `id`"),
        (
            "GET /items/seven",
            "/items/<int(min=1, max=99):id>",
            "`<int(min=1, max=99):id>` does not take `seven`",
        ),
        ("GET /items", "/items/<int(min=1, max=99):id>", "the path ends before `<int(min=1, max=99):id>`"),
        ("GET /items/7/more", "/items/<int(min=1, max=99):id>", "the path goes on with `/more`"),
        ("GET /items/7/", "/items/<int(min=1, max=99):id>", "takes no slash at the end"),
        ("PUT /items/7", "/items/<int(min=1, max=99):id>", "takes GET, HEAD only"),
        ("GET /items/7", "/live", "`live` is not `items`"),
        // A `u8` takes no 300, so that the next rule does.
        ("GET /sizes/300", "/sizes/<int:size>", "the type of `size` does not take `300`"),
        ("GET /sizes/300", "/sizes/<name>", "takes it"),
        ("GET /sizes/30", "/sizes/<name>", "fits, but goes after the rule that takes it"),
        ("GET /live", "/live", "takes WebSocket handshakes only"),
        ("GET /branch", "/branch/", "takes it"),
        ("GET /branch/x", "/branch/", "the path has `x` after the slash"),
        ("GET /lists", "/lists/", "the path lacks its slash at the end"),
        ("GET /one//two", "/one/two", "does not merge doubled slashes"),
        ("GET /files/a//b", "/files/<path:name>", "takes it"),
        (
            "GET /files/a//b",
            "/files/a/b",
            "fits but for the doubled slashes, and another rule takes the path as it is",
        ),
        ("GET /branch//", "/branch/", "takes it"),
        ("GET /sizes//", "/sizes/<int:size>", "the path has nothing for `<int:size>`"),
        ("GET /%1b%0A", "/live", "`live` is not `\\u{1b}\\n`"),
        ("GET /x-x", "/x-<last>", "takes it"),
        ("GET /x-x", "/<first>-x", "fits, but its priority is lower than that of the rule that takes it"),
        ("GET /old/7", "/old/<int:id>", "takes it"),
        ("GET /orders", "/orders", "is for another host"),
    ] {
        let (method, path) = request.split_once(' ').unwrap();
        let explanation = Shop::bind("example.org").explain(method, "example.org", path);
        assert_eq!(said(&explanation, rule), reason, "{request}\n{explanation}");
        assert_eq!(*explanation.outcome(), Shop::bind("example.org").matches(method, "example.org", path));
        let named = explanation.rule().map(|rule| rule.text());
        assert_eq!(named.as_deref() == Some(rule), reason == "takes it", "{explanation}");
    }
}

#[test]
fn hosts_and_handshakes_are_told_apart() {
    let bound = Shop::bind("example.org");
    let explanation = bound.explain("GET", "emma.example.org", "/orders");
    assert_eq!(said(&explanation, "/orders"), "takes it");
    assert_eq!(said(&explanation, "/live"), "is not for the host `emma`");
    let foreign = bound.explain("GET", "elsewhere.example", "/orders");
    assert_eq!((foreign.outcome(), foreign.tried().len()), (&Match::Misdirected, 0));
    let handshake = bound.websocket();
    assert_eq!(said(&handshake.explain("GET", "example.org", "/live"), "/live"), "takes it");
    let explanation = handshake.explain("GET", "example.org", "/items/7");
    assert_eq!(said(&explanation, "/items/<int(min=1, max=99):id>"), "takes no WebSocket handshakes");
    assert!(
        explanation.to_string().starts_with("400, the path takes no WebSocket handshakes\n"),
        "{explanation}"
    );
}

#[test]
fn the_first_line_says_what_becomes_of_the_request() {
    for (request, start) in [
        ("GET /items/7", "taken by `/items/<int(min=1, max=99):id>` -> `item` at "),
        ("GET /branch", "308, sent to \"/branch/\" by `/branch/` -> `branch` at "),
        ("GET /old/7", "308, sent to \"/items/7\" by `/old/<int:id>` -> `old` at "),
        ("PUT /items/7", "405, the path is taken with GET, HEAD only"),
        ("GET /live", "400, the path is taken only as a WebSocket handshake\n"),
        ("GET /nothing", "404, no rule takes it"),
        ("OPTIONS /items/7", "204, answered by the app itself: the path is taken with GET, HEAD"),
        ("OPTIONS /nothing", "404, no rule takes it"),
    ] {
        let (method, path) = request.split_once(' ').unwrap();
        let text = Shop::bind("example.org").explain(method, "example.org", path).to_string();
        assert!(text.starts_with(start), "{request}: {text}");
    }
}

/// What is said first is what a client gets.
#[tokio::test]
async fn the_status_that_is_said_is_that_of_the_answer() {
    let client = Client::new(Shop);
    for (request, status) in [
        ("OPTIONS /items/7", 204),
        ("OPTIONS /lists", 404),
        ("PUT /items/7", 405),
        ("GET /branch", 308),
        ("GET /live", 400),
        ("GET /nothing", 404),
        ("GET /items/7", 200),
    ] {
        let (method, path) = request.split_once(' ').unwrap();
        let answer = client.request(method.parse().unwrap(), path).await;
        assert_eq!(answer.status(), status, "{request}");
        let explanation = Shop::explain(method, "localhost", path);
        let said = explanation.to_string();
        let first = if status == 200 { "taken by".to_owned() } else { status.to_string() };
        assert!(said.starts_with(&first), "{said}");
        assert_eq!(explanation.is_answered(), status < 400, "{said}");
    }
}

#[test]
fn of_a_long_path_the_beginning_is_shown() {
    let explanation = Shop::explain("GET", "localhost", &format!("/{}", "ü".repeat(4_000)));
    assert_eq!(said(&explanation, "/live"), format!("`live` is not `{}…`", "ü".repeat(80)));
}
