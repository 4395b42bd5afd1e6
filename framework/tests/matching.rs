//! What matching says without calling a handler: outcomes, methods, and the rules as data.
#![allow(missing_docs)]

use std::collections::BTreeSet;

use wegwerk::App;
use wegwerk::matching::Match;
use wegwerk::prelude::*;

struct Site {
    admin: Admin,
}

struct Admin;

#[app(parts(news))]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        unreachable!("no handler is called")
    }

    #[route("/foo/", defaults(page = 1))]
    #[route("/foo/<int(max=99):page>")]
    fn on_foo(&self, page: u32) -> String {
        unreachable!("no handler is called: {page}")
    }

    #[route("/home", methods(GET, POST))]
    #[route("/old", methods(GET, POST), alias)]
    #[route("/never/<int:_n>", build_only)]
    fn on_home(&self, _n: Option<u8>) -> &'static str {
        unreachable!("no handler is called")
    }

    #[route("/gone/<id>", redirect_to = "foo/<id>?from=gone")]
    #[route("/away/<id>", redirect_to = "https://example.com/<id>")]
    fn on_gone(&self, id: &str) -> String {
        unreachable!("no handler is called: {id}")
    }

    #[route("/live", websocket)]
    fn on_live(&self) -> &'static str {
        unreachable!("no handler is called")
    }

    #[route("/any", methods(ANY))]
    fn on_any(&self) -> &'static str {
        unreachable!("no handler is called")
    }

    #[route("/", methods("PURGE", DELETE), priority = 3)]
    fn on_purge(&self) -> &'static str {
        unreachable!("no handler is called")
    }

    #[mount("/<lang>/admin")]
    fn admin(&self) -> &Admin {
        &self.admin
    }

    #[mount("/", subdomain = "<tenant>.api")]
    fn api(&self) -> &Admin {
        &self.admin
    }
}

#[app(part = news)]
impl Site {
    #[route("/news/", strict_slashes = false)]
    fn on_news(&self) -> &'static str {
        unreachable!("no handler is called")
    }
}

#[app]
impl Admin {
    #[put("/user/<int:id>-<name>")]
    async fn on_user(&self, id: u8, name: &str, body: String) -> String {
        unreachable!("no handler is called: {id} {name} {body}")
    }
}

/// What is found: the endpoint, the rule and the values.
fn found(outcome: &Match) -> Option<(String, &str, String)> {
    let Match::Found(found) = outcome else { return None };
    let values: Vec<String> = found.values().iter().map(|(name, value)| format!("{name}={value}")).collect();
    Some((found.endpoint().join("."), found.rule(), values.join(" ")))
}

#[test]
fn what_takes_a_request_is_told_with_its_values() {
    let bound = Site::bind("example.org");
    for (method, host, path, endpoint, rule, values) in [
        ("GET", "example.org", "/", "index", "/", ""),
        ("HEAD", "EXAMPLE.org:80", "/", "index", "/", ""),
        ("PURGE", "example.org.", "/", "purge", "/", ""),
        ("GET", "example.org", "/foo/", "foo", "/foo/", "page=1"),
        ("GET", "example.org", "/foo/02", "foo", "/foo/<int(max=99):page>", "page=02"),
        ("BREW", "example.org", "/any", "any", "/any", ""),
        ("GET", "example.org", "/news", "news", "/news/", ""),
        (
            "PUT",
            "example.org",
            "/d%C3%A9/admin/user/7-a%2Fb",
            "admin.user",
            "/<lang>/admin/user/<int:id>-<name>",
            "lang=dé id=7 name=a/b",
        ),
        (
            "PUT",
            "emma.api.example.org",
            "/user/7-a",
            "api.user",
            "/user/<int:id>-<name>",
            "tenant=emma id=7 name=a",
        ),
    ] {
        let outcome = bound.matches(method, host, path);
        let expected = (endpoint.to_owned(), rule, values.to_owned());
        assert_eq!(found(&outcome), Some(expected), "{method} {host} {path}: {outcome:?}");
    }
}

#[test]
fn redirects_are_told_with_their_address() {
    let bound = Site::bind("example.org").script_name("/shop/");
    for (path, location) in [
        ("/foo", "/shop/foo/"),
        ("//foo///1", "/shop/foo/1"),
        ("/foo/1", "/shop/foo/"),
        ("/foo/01", "/shop/foo/"),
        ("/old", "/shop/home"),
        ("/gone/7", "/shop/foo/7?from=gone"),
        ("/away/a%2Fb", "https://example.com/a%2Fb"),
        ("/news///", "/shop/news/"),
    ] {
        let outcome = bound.matches("GET", "example.org", path);
        assert_eq!(outcome, Match::Redirect(location.to_owned()), "{path}");
    }
    assert_eq!(Site::matches("GET", "localhost", "/foo"), Match::Redirect("/foo/".to_owned()));
}

#[test]
fn what_no_rule_takes_is_told_apart() {
    let bound = Site::bind("example.org");
    let allowed = |names: &[&'static str]| Match::NotAllowed(names.to_vec());
    for (method, host, path, expected) in [
        ("POST", "example.org", "/", allowed(&["GET", "HEAD", "DELETE", "PURGE"])),
        ("get", "example.org", "/home", allowed(&["GET", "HEAD", "POST"])),
        ("GET", "example.org", "/de/admin/user/7-a", allowed(&["PUT"])),
        ("GET", "example.org", "/de/admin/user/999-a", Match::NotFound),
        ("POST", "example.org", "/foo", Match::NotFound),
        ("GET", "example.org", "/foo/100", Match::NotFound),
        ("GET", "example.org", "/never/1", Match::NotFound),
        ("GET", "example.org", "/nowhere", Match::NotFound),
        ("GET", "example.org", "/live", Match::WebSocketMismatch),
        ("GET", "emma.api.example.org", "/foo/", Match::NotFound),
        ("GET", "www.example.org", "/", Match::NotFound),
        ("GET", "example.com", "/", Match::Misdirected),
        ("GET", "example.org:8080", "/", Match::Misdirected),
        ("GET", "exa mple.org", "/", Match::BadHost),
        ("GET", "exa\nmple.org", "/", Match::BadHost),
        ("GET", "a..example.org", "/", Match::BadHost),
    ] {
        assert_eq!(bound.matches(method, host, path), expected, "{method} {host} {path}");
    }
    let handshake = bound.websocket();
    assert_eq!(
        found(&handshake.matches("GET", "example.org", "/live")),
        Some(("live".to_owned(), "/live", String::new()))
    );
    assert_eq!(handshake.matches("GET", "example.org", "/home"), Match::WebSocketMismatch);
    assert_eq!(handshake.matches("GET", "example.org", "/foo"), Match::NotFound);
}

#[test]
fn the_methods_of_a_path_are_those_that_match_there() {
    let bound = Site::bind("example.org");
    for (host, path, methods) in [
        ("example.org", "/", &["GET", "HEAD", "DELETE", "PURGE"][..]),
        ("example.org", "/home", &["GET", "HEAD", "POST"]),
        ("example.org", "/old", &["GET", "HEAD", "POST"]),
        ("example.org", "/foo", &["GET", "HEAD"]),
        ("example.org", "/foo/100", &[]),
        ("example.org", "/de/admin/user/1-a", &["PUT"]),
        ("emma.api.example.org", "/user/1-a", &["PUT"]),
        ("example.org", "/live", &[]),
        ("example.com", "/", &[]),
    ] {
        assert_eq!(bound.allowed_methods(host, path), methods, "{host} {path}");
    }
    assert_eq!(bound.websocket().allowed_methods("example.org", "/live"), ["GET", "HEAD"]);
    let any = Site::allowed_methods("localhost", "/any");
    assert!(any.contains(&"PATCH") && any.contains(&"PURGE"), "{any:?}");
}

#[test]
fn the_rules_are_listed_with_all_that_they_say() {
    let rules: Vec<_> = Site::rules().collect();
    assert_eq!(Site::rules().len(), rules.len());
    assert_eq!(rules.len(), 14);
    let shown: BTreeSet<String> =
        rules.iter().map(|rule| format!("{} {rule}", rule.endpoint().join("."))).collect();
    let expected = [
        "admin.user PUT /<lang>/admin/user/<int:id>-<name>",
        "any ANY /any",
        "api.user PUT <tenant>.api /user/<int:id>-<name>",
        "foo GET, HEAD /foo/",
        "foo GET, HEAD /foo/<int(max=99):page>",
        "gone GET, HEAD /away/<id>",
        "gone GET, HEAD /gone/<id>",
        "home GET, HEAD /never/<int:_n>",
        "home GET, HEAD, POST /home",
        "home GET, HEAD, POST /old",
        "index GET, HEAD /",
        "live GET, HEAD /live",
        "news GET, HEAD /news/",
        "purge DELETE, PURGE /",
    ];
    assert_eq!(shown, expected.map(str::to_owned).into());
}

#[test]
fn a_rule_says_where_it_is_written_and_what_it_does() {
    let find = |text: &str| Site::rules().find(|rule| rule.text() == text).unwrap();
    let user = find("/<lang>/admin/user/<int:id>-<name>");
    assert_eq!((user.own_text(), user.app()), ("/user/<int:id>-<name>", "Admin"));
    let (file, line, column) = user.place();
    let source = include_str!("matching.rs").lines().nth(line as usize - 1).unwrap();
    assert!(file.ends_with("tests/matching.rs"), "{file}");
    assert!(source[column as usize - 1..].starts_with("\"/user/<int:id>-<name>\""), "{source}");

    let home = find("/home");
    assert!(home.methods().contains("POST") && !home.methods().contains("PUT") && !home.methods().is_any());
    assert_eq!(home.methods().names().collect::<Vec<_>>(), ["GET", "HEAD", "POST"]);
    assert!(find("/any").methods().is_any());
    assert!(find("/old").is_alias() && !home.is_alias());
    assert!(find("/gone/<id>").is_redirect() && find("/never/<int:_n>").is_build_only());
    assert!(find("/live").is_websocket() && !home.is_websocket());
    assert_eq!(find("/foo/").defaults().collect::<Vec<_>>(), [("page", "1")]);
    assert_eq!(Site::rules().map(|rule| rule.priority()).max(), Some(3));
    let api = find("/user/<int:id>-<name>");
    assert_eq!((api.domain(), api.is_host()), (Some("<tenant>.api"), false));
    assert_eq!(home.domain(), None);
}

#[test]
fn rules_are_followed_by_what_they_list() {
    let bound = Site::bind("example.org");
    for rule in Site::rules().filter(|rule| !rule.is_build_only()) {
        let path = rule.text().replace("<lang>", "de").replace("<int:id>", "1").replace("<name>", "x");
        let path = path.replace("<int(max=99):page>", "2").replace("<id>", "x");
        let host = rule.domain().map_or("example.org".to_owned(), |_| "emma.api.example.org".to_owned());
        let bound = if rule.is_websocket() { bound.clone().websocket() } else { bound.clone() };
        for method in rule.methods().names() {
            let outcome = bound.matches(method, &host, &path);
            let own = found(&outcome).is_some_and(|(endpoint, ..)| endpoint == rule.endpoint().join("."));
            let sent = (rule.is_alias() || rule.is_redirect()) && matches!(outcome, Match::Redirect(_));
            assert!(own || sent, "{rule}: {outcome:?}");
        }
    }
}
