//! Typed URLs, and the redirects that are made of them.

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::url::UrlError;
use wegwerk::{App, PathParam, UrlFor, Uuid};

struct Site {
    shop: Shop,
}

struct Shop;

#[derive(Clone, Copy, Debug, PartialEq, PathParam)]
enum Color {
    Red,
    DarkBlue,
}

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/posts/", defaults(page = 1))]
    #[route("/posts/<int:page>")]
    #[route("/p<int:page>", alias)]
    fn on_posts(&self, page: u32) -> String {
        format!("posts {page}")
    }

    #[route("/<year>-<month>")]
    fn on_month(&self, year: &str, month: &str) -> String {
        format!("{year} {month}")
    }

    #[route("/any/<any(\"a b\", c):item>/<float:x>/<int(fixed_digits=3, signed=True):n>/<uuid:u>")]
    fn on_kinds(&self, item: &str, x: f64, n: i32, u: Uuid) -> String {
        format!("{item} {x} {n} {u}")
    }

    #[route("/color/<Color:color>")]
    fn on_color(&self, color: Color) -> String {
        format!("{color:?}")
    }

    #[route("/files/<path:file>")]
    #[route("/files/")]
    fn on_files(&self, file: Option<&str>) -> String {
        file.unwrap_or("all").to_owned()
    }

    #[route("/static/<path:file>", build_only)]
    fn on_static(&self, file: &str) -> String {
        file.to_owned()
    }

    #[route("/live", websocket)]
    fn on_live(&self) -> &'static str {
        "live"
    }

    #[route("/match")]
    fn r#match(&self) -> &'static str {
        "match"
    }

    #[route("/old/<path:rest>", redirect_to = "files/<rest>")]
    fn on_old(&self, rest: &str) -> String {
        rest.to_owned()
    }

    #[route("/away/<path:rest>", redirect_to = "https://example.com/<rest>?from=us#top")]
    fn on_away(&self, rest: &str) -> String {
        rest.to_owned()
    }

    #[mount("/<lang>/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }

    #[mount("/", subdomain = "<user>.shops")]
    fn shops(&self) -> &'static Stall {
        &Stall
    }
}

#[app(outer(lang: &str))]
impl Shop {
    #[route("/<int:item>")]
    fn on_item(&self, item: u32, lang: &str, urls: UrlFor<Self>, site: UrlFor<Site>) -> String {
        format!(
            "{lang} {item}: {} {} {}",
            urls.item(item + 1),
            site.index(),
            site.shops("ann").index().external()
        )
    }

    #[route("/go", redirect_to = "7")]
    #[route("/up", redirect_to = "../..")]
    fn on_go(&self) -> &'static str {
        "go"
    }

    #[route("/broken")]
    fn on_broken(&self, urls: UrlFor<Site>) -> Redirect {
        Redirect::to(urls.files(Some("")))
    }
}

struct Stall;

#[app]
impl Stall {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "stall"
    }
}

fn site() -> Site {
    Site { shop: Shop }
}

#[test]
fn a_url_is_what_the_rule_takes() {
    let url = Site::url();
    let u = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    for (url, expected) in [
        (url.index(), "/"),
        (url.posts(1), "/posts/"),
        (url.posts(12), "/posts/12"),
        (url.month("2026", "11"), "/2026-11"),
        (url.month("a/b", "c d"), "/a%2Fb-c%20d"),
        (
            url.kinds("a b", 1e21, -7, u),
            "/any/a%20b/1000000000000000000000.0/-07/67e55044-10b1-426f-9247-bb680e5fe0c8",
        ),
        (url.kinds("c", 1e-7, 7, u), "/any/c/0.0000001/007/67e55044-10b1-426f-9247-bb680e5fe0c8"),
        (url.color(Color::DarkBlue), "/color/dark-blue"),
        (url.color(Color::Red), "/color/red"),
        (url.files(None), "/files/"),
        (url.files(Some("a/b c")), "/files/a/b%20c"),
        (url.r#static("x.css"), "/static/x.css"),
        (url.r#match(), "/match"),
        (url.shop("de").item(3), "/de/shop/3"),
        (url.index().query([("q", "a b&c"), ("x", "/é")]).fragment("top 1"), "/?q=a+b%26c&x=/%C3%A9#top%201"),
        (url.posts(2).absolute("https://example.org/blog/"), "https://example.org/blog/posts/2"),
        (url.live().absolute("https://example.org"), "wss://example.org/live"),
        (url.live().absolute("http://example.org:8080"), "ws://example.org:8080/live"),
        (url.index().absolute("http://example.org").scheme(""), "//example.org/"),
        (url.shops("ann").index().absolute("https://example.org"), "https://ann.shops.example.org/"),
    ] {
        assert_eq!(url.to_string(), expected);
        assert_eq!(url.check(), Ok(()), "{expected}");
    }
}

#[test]
fn a_url_that_would_not_come_back_says_why() {
    let url = Site::url();
    let u = Uuid::nil();
    let value =
        |variable: &str, value: &str| UrlError::Value { variable: variable.into(), value: value.into() };
    for (url, expected) in [
        (url.month("2026", ""), value("month", "")),
        (url.month("2026", "11-23"), UrlError::Apart { variable: "year".into(), value: "2026-11".into() }),
        (url.kinds("d", 1.0, 1, u), value("item", "d")),
        (url.kinds("c", f64::INFINITY, 1, u), value("x", "inf")),
        (url.kinds("c", 1.0, 1234, u), value("n", "1234")),
        (url.files(Some("/etc")), value("file", "/etc")),
        (url.live(), UrlError::NoHost),
        (url.shops("ann").index(), UrlError::NoHost),
        (url.shops("a/b").index().absolute("https://example.org"), UrlError::Host("a/b.shops".into())),
        (url.posts(3).method("POST"), UrlError::NoRule { endpoint: "posts" }),
    ] {
        assert_eq!(url.check(), Err(expected), "{url}");
    }
    assert!(matches!(url.index().query(3).check(), Err(UrlError::Unwritable(_))));
    assert!(matches!(url.index().absolute("example.org").check(), Err(UrlError::Base(_))));
    // It displays all the same, and never as another host.
    assert_eq!(Site::url().shop("").item(1).to_string(), "/.//shop/1");
}

#[tokio::test]
async fn defaults_aliases_and_redirect_to_lead_where_their_urls_do() {
    let client = Client::new(site());
    for (path, location) in [
        ("/posts/1", "/posts/"),
        ("/posts/001?a=b", "/posts/?a=b"),
        ("/p7", "/posts/7"),
        ("/p1?x=%20y", "/posts/?x=%20y"),
        ("/old/a/b%20c?k=v", "/files/a/b%20c?k=v"),
        ("/old/..//evil.example/x", "/files/../evil.example/x"),
        ("/away/x/y?k=v", "https://example.com/x/y?from=us&k=v#top"),
        ("/de/shop/go", "/de/shop/7"),
        ("/de/shop/up", "/"),
    ] {
        let response = client.get(path).await;
        assert_eq!(response.status(), 308, "{path}");
        let found = response.header("location").unwrap();
        assert!(!found.starts_with("//"), "{path} leads to another host: {found}");
        if path != "/old/..//evil.example/x" {
            assert_eq!(found, location, "{path}");
        }
    }
    assert_eq!(client.get("/posts/2").await.text(), "posts 2");
}

#[tokio::test]
async fn the_urls_of_a_request_are_those_that_its_client_has_to_ask_for() {
    let service = site().into_service().server_name("example.org").script_name("/x/").scheme("https");
    let client = Client::of_service(service);
    assert_eq!(
        client.get("/de/shop/7").await.text(),
        "de 7: /x/de/shop/8 /x/ https://ann.shops.example.org/x/"
    );
    assert_eq!(client.get("/posts").await.header("location"), Some("/x/posts/"));
    assert_eq!(client.get("/de/shop/broken").await.status(), 500);
}
