//! Every rule of the site, at every place that its app is mounted at, is followed once: none is dead.

use std::collections::BTreeSet;

use wegwerk::App;
use wegwerk::http::Method;
use wegwerk::matching::{Match, Rule};
use wegwerk::testing::Client;
use wegwerk_routing::grammar::{self, ParsedRule};
use wegwerk_routing::rule::{Class, Piece};
use wegwerk_tests_site::Site;

type Press = Site<String>;

/// A path, or a host, that fits a rule.
fn sample(
    text: &str,
    parsed: Result<ParsedRule<'_>, Vec<wegwerk_routing::grammar::SyntaxError>>,
    slashes: bool,
) -> String {
    let parsed = parsed.unwrap_or_else(|errors| panic!("`{text}`: {errors:?}"));
    let (parts, _) = parsed.leak();
    let mut names = parsed.variables.iter().map(|variable| variable.name);
    let mut out = String::new();
    for part in parts {
        if slashes {
            out.push('/');
        }
        if part.is_static() {
            out.push_str(part.pattern);
        }
        for piece in part.pieces {
            match piece {
                Piece::Literal(literal) => out.push_str(literal),
                Piece::Variable(class) => {
                    let name = names.next().unwrap();
                    out.push_str(match (class, name) {
                        (_, "year") => "2026",
                        (_, "month") => "11",
                        (_, "day") => "23",
                        (_, "right") => "read",
                        (Class::Any(items), _) => items[0],
                        (Class::Int { .. }, _) => "7",
                        (Class::Float { .. }, _) => "1.5",
                        (Class::Uuid, _) => "67e55044-10b1-426f-9247-bb680e5fe0c8",
                        (Class::Path, _) => "a/b.txt",
                        (Class::Text { .. }, "reader") => "9",
                        (Class::Text { .. }, _) => "emma",
                    });
                }
            }
        }
    }
    out
}

fn target(rule: &Rule) -> (String, String) {
    let text = rule.text();
    let path = sample(&text, grammar::parse(&text, true), true).replace(' ', "%20");
    let host = match rule.domain() {
        Some(domain) => sample(domain, grammar::parse_domain(domain), false) + ".press.example",
        None => "press.example".to_owned(),
    };
    (host, path)
}

#[tokio::test]
async fn every_rule_of_every_mount_is_reached() {
    let service = Press::new("Ink".to_owned()).into_service().server_name("press.example");
    let client = Client::of_service(service);
    let bound = Press::bind("press.example");
    let (mut followed, mut deepest) = (0, 0);
    for rule in Press::rules() {
        if rule.is_build_only() {
            let (_, path) = target(&rule);
            assert_eq!(bound.matches("GET", "press.example", &path), Match::NotFound, "{rule:?}");
            continue;
        }
        let (host, path) = target(&rule);
        let method = rule.methods().names().next().unwrap_or("GET");
        let mut request =
            client.request(Method::from_bytes(method.as_bytes()).unwrap(), &path).header("host", &host);
        if rule.is_websocket() {
            request = request.header("upgrade", "websocket").header("connection", "upgrade");
        }
        let response = request.await;
        let bound = if rule.is_websocket() { bound.clone().websocket() } else { bound.clone() };
        let found = bound.matches(method, &host, &path);
        if rule.is_redirect() || rule.is_alias() {
            assert_eq!(response.status(), 308, "{rule:?}: {method} {host}{path}");
            let Match::Redirect(to) = found else { panic!("{rule:?}: {found:?}") };
            assert_eq!(response.header("location"), Some(&*to));
            let next = client.request(Method::GET, &to).header("host", &host).await;
            assert_eq!(next.status(), 200, "{rule:?} leads to {to}");
        } else {
            assert_eq!(response.status(), 200, "{rule:?}: {method} {host}{path}: {found:?}");
            let Match::Found(found) = found else { panic!("{rule:?}: {found:?}") };
            assert_eq!(found.rule(), rule.text(), "another rule takes {method} {host}{path}");
            assert_eq!(found.endpoint(), rule.endpoint(), "{method} {host}{path}");
        }
        followed += 1;
        deepest = deepest.max(rule.endpoint().len() - 1);
    }
    let mounts: BTreeSet<Vec<&str>> =
        Press::rules().map(|rule| rule.endpoint().split_last().unwrap().1.to_vec()).collect();
    println!("{followed} rules of {} apps followed, the deepest mounted {deepest} deep", mounts.len());
    assert_eq!(followed, Press::rules().filter(|rule| !rule.is_build_only()).count());
    assert!(followed >= 36, "{followed}");
    assert_eq!(deepest, 3);
}

#[test]
fn urls_lead_through_every_mount() {
    let url = Press::bind("press.example").scheme("https").url();
    for (url, expected) in [
        (url.index(), "/"),
        (url.news(1), "/news/"),
        (url.release(2026, 1, 5), "/press/2026-01-05"),
        (url.archived("a/b"), "/archive/a/b/"),
        (url.cover("x y.png"), "/covers/x%20y.png"),
        (url.author("emma"), "https://emma.people.press.example/"),
        (url.shop("de").book(7), "/de/shop/books/7"),
        (url.shop("de").all().list(Some("emma")), "/de/shop/catalogue/by/emma/"),
        (url.shop("de").letters(1999).links().link("x"), "/de/shop/letters/1999/links/x"),
        (url.catalogue().links().edit("y"), "/press/catalogue/links/y/edit"),
        (url.api(2).version(), "https://api.press.example/v2/"),
        (url.api(2).labels().label(), "https://api.press.example/v2/labels/label"),
        (url.labels("maps").label(), "https://maps.labels.press.example/about/label"),
        (url.help().answer("lost letters"), "/help/lost%20letters"),
        (url.now(), "wss://press.example/now"),
    ] {
        assert_eq!(url.to_string(), expected);
        assert_eq!(url.check(), Ok(()), "{expected}");
    }
}
