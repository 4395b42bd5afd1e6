//! URLs that would not come back, each with the reason that `check` gives; and what a value must not do to an address.
#![allow(missing_docs)]

use wegwerk::App;
use wegwerk::matching::Match;
use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::url::UrlError;

struct Site;

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/user/<name>")]
    fn on_user(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/file/<base>.<extension>")]
    fn on_file(&self, base: &str, extension: &str) -> String {
        format!("{base} {extension}")
    }

    #[route("/end/<string(minlength=0):end>.")]
    fn on_end(&self, end: &str) -> String {
        end.to_owned()
    }

    #[route("/any/<any(\".\", \"..\", \"...\"):item>")]
    fn on_any(&self, item: &str) -> String {
        item.to_owned()
    }

    #[route("/tree/<path:path>")]
    fn on_tree(&self, path: &str) -> String {
        path.to_owned()
    }

    #[route("/static/<path:path>", build_only)]
    fn on_static(&self, path: &str) -> String {
        path.to_owned()
    }

    #[route("/by-id/<int:id>")]
    #[route("/by-name/<name>")]
    fn on_either(&self, id: Option<u32>, name: Option<&str>) -> String {
        format!("{id:?} {name:?}")
    }

    #[route("/list/", defaults(page = 1))]
    #[route("/list/<int:page>")]
    #[route("/whole-list")]
    fn on_list(&self, page: Option<u32>) -> String {
        format!("{page:?}")
    }

    #[route("/form/<name>", methods(GET, POST))]
    fn on_form(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/form/new", methods(POST))]
    fn on_new(&self) -> &'static str {
        "new"
    }

    #[route("/slash/<name>")]
    fn on_slash(&self, name: &str) -> String {
        name.to_owned()
    }

    #[route("/slash/taken/")]
    fn on_branch(&self) -> &'static str {
        "branch"
    }

    #[route("/number/<float:x>/<float(signed=True):y>/<int(signed=True, fixed_digits=3):z>")]
    fn on_number(&self, x: f64, y: f64, z: i32) -> String {
        format!("{x} {y} {z}")
    }

    #[route("/wide/<int:x>", defaults(kind = "any"))]
    #[route("/largest", defaults(x = 170_141_183_460_469_231_731_687_303_715_884_105_727, kind = "any"))]
    fn on_wide(&self, x: u128, kind: &str) -> String {
        format!("{x} {kind}")
    }

    #[route("/q/<x>", redirect_to = "/new?q=<x>&page=1")]
    #[route("/qp/<path:x>", redirect_to = "https://example.com/new?q=<x>")]
    #[route("/fragment/<x>", redirect_to = "/new#<x>")]
    #[route("/segment/<x>", redirect_to = "/new/<x>?a")]
    fn on_old(&self, x: &str) -> String {
        x.to_owned()
    }

    #[route("/", subdomain = "<tenant>.app")]
    #[route("/tenant/<tenant>", alias)]
    fn on_tenant(&self, tenant: &str) -> String {
        tenant.to_owned()
    }
}

struct Hosts;

#[app(host_matching)]
impl Hosts {
    #[route("/", host = "<host>")]
    fn on_host(&self, host: &str) -> String {
        host.to_owned()
    }
}

#[test]
fn a_segment_that_clients_take_away_is_refused() {
    let url = Site::url();
    let dots = |segment: &str| Err(UrlError::Dots(segment.to_owned()));
    for (url, text, expected) in [
        (url.user("."), "/user/.", dots(".")),
        (url.user(".."), "/user/..", dots("..")),
        (url.user("..."), "/user/...", Ok(())),
        (url.user("%2e%2E"), "/user/%252e%252E", Ok(())),
        (url.user("../x"), "/user/..%2Fx", Ok(())),
        (url.end(""), "/end/.", dots(".")),
        (url.end("."), "/end/..", dots("..")),
        (url.end(".."), "/end/...", Ok(())),
        (url.file(".", "x"), "/file/..x", Ok(())),
        (url.any(".."), "/any/..", dots("..")),
        (url.any("..."), "/any/...", Ok(())),
        (url.tree("a/../b"), "/tree/a/../b", dots("..")),
        (url.tree("./a"), "/tree/./a", dots(".")),
        (url.tree("a/.."), "/tree/a/..", dots("..")),
        (url.tree("a/..b/.c"), "/tree/a/..b/.c", Ok(())),
        (url.r#static("../secret"), "/static/../secret", dots("..")),
    ] {
        assert_eq!((url.to_string().as_str(), url.check()), (text, expected));
    }
    assert_eq!(dots("..").unwrap_err().to_string(), "clients take the segment `..` out of a path");
}

#[test]
fn a_value_without_a_variable_does_not_come_back() {
    let url = Site::url();
    assert_eq!(url.either(Some(1), None).check(), Ok(()));
    assert_eq!(url.either(None, Some("x")).check(), Ok(()));
    let both = url.either(Some(1), Some("x"));
    assert_eq!(both.to_string(), "/by-id/1?name=x");
    let error = both.check().unwrap_err();
    assert_eq!(error, UrlError::NoVariable { variable: "name".into(), rule: "/by-id/<int:id>" });
    assert_eq!(error.to_string(), "the rule `/by-id/<int:id>` has no variable for the value of `name`");
    // Nor does the lack of a value, where the rule has a default.
    let apart = UrlError::Apart { variable: "page".into(), value: "1".into() };
    assert_eq!(url.list(Some(1)).check(), Ok(()));
    assert_eq!(url.list(None).check(), Err(apart));
}

#[test]
fn the_request_that_is_checked_is_the_one_that_is_asked_for() {
    let url = Site::url();
    assert_eq!(url.form("new").check(), Ok(()));
    let taken = UrlError::Taken { rule: "/form/new", endpoint: "new" };
    assert_eq!(url.form("new").method("POST").check(), Err(taken));
    let taken = UrlError::Taken { rule: "/slash/taken/", endpoint: "branch" };
    assert_eq!(url.slash("taken").check(), Err(taken));
    assert_eq!(url.user(&"x".repeat(65_528)).check(), Ok(()));
    assert_eq!(url.user(&"x".repeat(65_529)).check(), Err(UrlError::TooLong));
}

#[test]
fn numbers_are_written_as_their_converter_reads_them() {
    let url = Site::url();
    for (url, text) in [
        (url.number(-0.0, -0.0, 0), "/number/0.0/-0.0/000"),
        (url.number(1e16, -2.5, -7), "/number/10000000000000000.0/-2.5/-07"),
        (url.wide(u128::MAX, "any"), "/wide/340282366920938463463374607431768211455"),
        (url.wide(i128::MAX as u128, "any"), "/largest"),
        (url.wide(i128::MAX as u128 + 1, "any"), "/wide/170141183460469231731687303715884105728"),
    ] {
        assert_eq!((url.to_string().as_str(), url.check()), (text, Ok(())));
    }
    for url in [url.number(-1.0, 0.0, 0), url.number(0.0, f64::NAN, 0), url.number(0.0, 0.0, -100)] {
        assert!(matches!(url.check(), Err(UrlError::Value { .. })), "{url}");
    }
    for number in [f64::MIN_POSITIVE, 5e-324, f64::MAX] {
        assert_eq!(url.number(number, -number, 1).check(), Ok(()), "{number}");
    }
}

#[test]
fn a_host_is_checked_as_that_of_a_request() {
    let tenant = |name: &str| Site::url().tenant(name).absolute("https://example.org").check();
    let long = "a".repeat(64);
    assert_eq!(tenant("emma"), Ok(()));
    assert_eq!(tenant("a.b_c-d"), Ok(()));
    for name in ["a..b", ".a", "a.", "a b", "a/b", "é", "a%20b", "a:80", "user@", &long, "[::1]"] {
        assert_eq!(tenant(name), Err(UrlError::Host(format!("{name}.app"))));
    }
    assert_eq!(tenant(""), Err(UrlError::Value { variable: "tenant".into(), value: String::new() }));
    let apart = UrlError::Apart { variable: "tenant".into(), value: "emma".into() };
    assert_eq!(tenant("Emma"), Err(apart));
    let many = ["a"; 124].join(".");
    assert_eq!(tenant(&many), Err(UrlError::Host(format!("{many}.app"))));
    assert!(Site::url().index().absolute("https://a..b").check().is_err());

    let host = |name: &str| Hosts::url().host(name).absolute("https://example.org").check();
    for name in ["example.net", "example.net:8080", "127.0.0.1", "[::1]:80"] {
        assert_eq!(host(name), Ok(()), "{name}");
    }
    let apart = |value: &str| Err(UrlError::Apart { variable: "host".into(), value: value.into() });
    assert_eq!(host("example.net:443"), apart("example.net"));
    assert_eq!(host("example.net."), apart("example.net"));
    for name in ["1.2", "0x7f.1", "[0::1]", "a..b", "user@example.net", "example.net:"] {
        let refused = host(name);
        assert!(refused == Err(UrlError::Host(name.into())) || refused == apart("example.net"), "{name}");
    }
}

#[test]
fn a_scheme_alone_makes_no_url_absolute() {
    let bound = Site::bind("example.org").url();
    assert_eq!(bound.index().scheme("https").to_string(), "/");
    assert_eq!(bound.index().scheme("https").external().to_string(), "https://example.org/");
    assert_eq!(bound.tenant("emma").scheme("https").to_string(), "https://emma.app.example.org/");
    assert_eq!(Site::url().index().scheme("https").check(), Ok(()));
}

#[test]
fn what_an_app_cannot_be_bound_to_is_refused() {
    for name in ["a b", "", "a..b", "https://example.org", "example.org/x"] {
        let bound = Site::bind(name);
        assert_eq!(bound.matches("GET", "example.org", "/"), Match::BadHost, "{name}");
        assert_eq!(bound.url().index().check(), Err(UrlError::Host(name.to_owned())));
        assert_eq!(bound.url().index().to_string(), "/");
    }
    let bound = Site::bind("example.org").script_name("//evil.example");
    assert_eq!(bound.url().index().to_string(), "/");
    assert!(matches!(bound.url().index().check(), Err(UrlError::Base(_))));
    assert!(matches!(bound.matches("GET", "example.org", "/"), Match::Found(_)));
}

#[tokio::test]
async fn a_value_makes_no_host_that_is_another_s() {
    for (value, host) in [
        ("emma", "emma.app.example.org"),
        ("evil.example/", "evil.example%2F.app.example.org"),
        ("evil.example#", "evil.example%23.app.example.org"),
        ("evil.example\\", "evil.example%5C.app.example.org"),
        ("evil.example:80/", "evil.example%3A80%2F.app.example.org"),
        ("x@evil.example?", "x%40evil.example%3F.app.example.org"),
    ] {
        let url = Site::url().tenant(value).absolute("http://example.org");
        assert_eq!(url.to_string(), format!("http://{host}/"));
        let client = Client::of_service(Site.into_service().server_name("example.org"));
        let alias = format!("/tenant/{}", value.replace('/', "%2F").replace('#', "%23").replace('?', "%3F"));
        let response = client.get(&alias.replace('\\', "%5C")).await;
        assert_eq!(response.header("location"), Some(&*format!("http://{host}/")));
    }
}

#[tokio::test]
async fn a_value_adds_no_parameters_to_the_address_of_a_redirect() {
    let client = Client::new(Site);
    for (path, location) in [
        ("/q/a&admin=1", "/new?q=a%26admin%3D1&page=1"),
        ("/q/a+b%20c%2Bd;e", "/new?q=a%2Bb%20c%2Bd%3Be&page=1"),
        ("/q/a%23b%3Fc%25%2F", "/new?q=a%23b?c%25/&page=1"),
        ("/q/x?sent=too", "/new?q=x&page=1&sent=too"),
        ("/qp/a/b&c", "https://example.com/new?q=a/b%26c"),
        ("/fragment/a&b=c%23", "/new#a%26b%3Dc%23"),
        ("/segment/a&b=c%2F%3F", "/new/a&b=c%2F%3F?a"),
    ] {
        assert_eq!(client.get(path).await.header("location"), Some(location), "{path}");
    }
}
