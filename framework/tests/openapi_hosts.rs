//! The description of apps on several subdomains or hosts: each operation is at the servers that take it.

use serde_json::{Value, json};
use wegwerk::openapi::{OpenApi, changes};
use wegwerk::prelude::*;
use wegwerk::testing::Client;

#[derive(Clone, Copy, PathParam)]
enum Plan {
    Free,
    AtWork,
}

struct Site {
    api: Api,
}

#[app]
impl Site {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[get("/", subdomain = "<team>")]
    fn on_team(&self, team: &str) -> String {
        team.to_owned()
    }

    #[get("/members", subdomain = "<team>")]
    fn on_members(&self, team: &str) -> String {
        team.to_owned()
    }

    #[get("/prices", subdomain = "<Plan:plan>.<int(fixed_digits=4, min=20):year>.prices")]
    fn on_prices(&self, plan: Plan, year: u16) -> String {
        format!("{year}{}", plan as u8)
    }

    #[get("/sample", subdomain = "<any(red, blue):colour>-<int(min=5):n>.<string(minlength=6):word>.sample")]
    fn on_sample(&self, colour: &str, n: u8, word: &str) -> String {
        format!("{colour}{n}{word}")
    }

    #[get("/named", subdomain = "<server_name>.named")]
    fn on_named(&self, server_name: &str) -> String {
        server_name.to_owned()
    }

    #[post("/contact", subdomain = "press")]
    fn on_contact(&self) -> &'static str {
        "press"
    }

    #[get("/<page>")]
    fn on_page(&self, page: &str) -> String {
        page.to_owned()
    }

    #[mount("/v1", subdomain = "api")]
    fn api(&self) -> &Api {
        &self.api
    }
}

struct Api;

#[app]
impl Api {
    #[get("/status")]
    fn on_status(&self) -> &'static str {
        "up"
    }
}

/// Whose rules are for `www` unless they say another.
struct Www;

#[app(default_subdomain = "www")]
impl Www {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[get("/bare", subdomain = "")]
    fn on_bare(&self) -> &'static str {
        "bare"
    }
}

struct Whole;

#[app(host_matching, host = "example.org")]
impl Whole {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[get("/other", host = "<name>.test:8080")]
    fn on_other(&self, name: &str) -> String {
        name.to_owned()
    }
}

fn servers(description: OpenApi, path: &str, method: &str) -> Value {
    let json = description.to_json();
    let operation = &json["paths"][path][method];
    assert!(operation.is_object(), "{method} {path}: {json:#}");
    operation["servers"].clone()
}

fn urls(servers: &Value) -> Vec<&str> {
    servers.as_array().unwrap().iter().map(|server| server["url"].as_str().unwrap()).collect()
}

fn site() -> OpenApi {
    Site::openapi().server("https://example.org/shop/", "The site.")
}

/// Its URL with the defaults of its variables.
fn filled(server: &Value) -> String {
    let mut url = server["url"].as_str().unwrap().to_owned();
    for (name, variable) in server["variables"].as_object().unwrap() {
        url = url.replace(&format!("{{{name}}}"), variable["default"].as_str().unwrap());
    }
    url
}

#[test]
fn an_operation_on_a_subdomain_is_at_that_of_each_server() {
    let two = site().server("http://localhost:5000", "Here.");
    let status = servers(two, "/v1/status", "get");
    assert_eq!(
        status,
        json!([
            { "url": "https://api.example.org/shop", "description": "The site." },
            { "url": "http://api.localhost:5000", "description": "Here." },
        ])
    );
    let team = servers(site(), "/members", "get");
    assert_eq!(urls(&team), ["https://{team}.example.org/shop"]);
    assert_eq!(team[0]["variables"], json!({ "team": { "default": "team" } }));
    assert_eq!(servers(site(), "/{page}", "get"), Value::Null);
}

#[test]
fn an_operation_at_several_hosts_has_the_servers_of_all() {
    let index = servers(site(), "/", "get");
    assert_eq!(urls(&index), ["https://example.org/shop/", "https://{team}.example.org/shop"]);
    assert_eq!(urls(&servers(Site::openapi(), "/", "get"))[0], "/");
}

#[test]
fn what_subdomains_are_relative_to_is_filled_in_where_no_server_says_it() {
    for description in [Site::openapi(), Site::openapi().server("/", "")] {
        let status = servers(description, "/v1/status", "get");
        let variable = json!({ "default": "localhost", "description": "What subdomains are relative to." });
        assert_eq!(status[0]["variables"], json!({ "server_name": variable }));
        assert_eq!(urls(&status), ["http://api.{server_name}"]);
    }
    let below = servers(Site::openapi().server("/shop", ""), "/v1/status", "get");
    assert_eq!(urls(&below), ["http://api.{server_name}/shop"]);
    assert_eq!(
        urls(&servers(Site::openapi(), "/named", "get")),
        ["http://{server_name}.named.{server_name_}"]
    );
}

#[tokio::test]
async fn the_defaults_of_variables_are_values_that_are_taken() {
    let service = Site { api: Api }.into_service().server_name("example.org");
    let client = Client::of_service(service);
    let prices = servers(site(), "/prices", "get");
    assert_eq!(prices[0]["variables"]["plan"], json!({ "default": "free", "enum": ["free", "at-work"] }));
    for path in ["/prices", "/sample", "/members", "/named"] {
        let url = filled(&servers(site(), path, "get")[0]);
        let host = url.strip_prefix("https://").unwrap().strip_suffix("/shop").unwrap();
        let answer = client.get(path).header("host", host).await;
        assert_eq!(answer.status(), 200, "{path} at {host}");
    }
}

#[tokio::test]
async fn the_subdomain_may_not_be_taken() {
    let service = Site { api: Api }.into_service().server_name("example.org");
    let client = Client::of_service(service);
    assert_eq!(client.get("/prices").header("host", "dear.2026.prices.example.org").await.status(), 404);
    let json = site().to_json();
    let described = &json["paths"]["/prices"]["get"]["responses"]["404"]["description"];
    assert_eq!(described, "The subdomain or host is not one that is taken, or nothing is there.");
}

#[tokio::test]
async fn what_another_host_takes_is_no_answer_of_an_operation() {
    let service = Site { api: Api }.into_service().server_name("example.org");
    let client = Client::of_service(service);
    let json = site().to_json();
    let page = &json["paths"]["/{page}"]["get"]["responses"];
    // `/contact` is one of its paths, and taken with `POST` on another host only.
    assert_eq!(client.get("/contact").header("host", "example.org").await.status(), 200);
    assert_eq!(page["405"], Value::Null, "{page:#}");
    assert_eq!(urls(&servers(site(), "/contact", "post")), ["https://press.example.org/shop"]);
}

#[test]
fn an_operation_that_moves_to_another_host_breaks_clients() {
    let at = |url: &str| {
        let mut json = site().to_json();
        json["paths"]["/v1/status"]["get"]["servers"] = json!([{ "url": url }]);
        json
    };
    let told = |before: &Value, now: &Value| -> Vec<String> {
        changes(before, now).iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        told(&site().to_json(), &at("https://status.example.org")),
        [
            "breaking: GET /v1/status: it is no longer at `https://api.example.org/shop`",
            "addition: GET /v1/status: it is at `https://status.example.org` now",
        ]
    );
    assert_eq!(
        told(&at("https://{team}.example.org"), &at("https://{name}.example.org")),
        ["other: words of the description, at `#/paths/~1v1~1status/get/servers/0/url`"]
    );
    // Where the whole is does not matter.
    let nowhere = told(&site().to_json(), &Site::openapi().to_json());
    assert!(
        nowhere.len() == 1 && nowhere[0].starts_with("other: words of the description, at "),
        "{nowhere:?}"
    );
}

#[test]
fn the_default_subdomain_is_that_of_all_but_those_that_say_another() {
    let www = || Www::openapi().server("https://example.org", "");
    assert_eq!(urls(&servers(www(), "/", "get")), ["https://www.example.org"]);
    assert_eq!(servers(www(), "/bare", "get"), Value::Null);
}

#[test]
fn with_host_matching_the_host_is_the_rules() {
    let whole = Whole::openapi().server("https://behind.example", "");
    assert_eq!(urls(&servers(whole, "/", "get")), ["https://example.org"]);
    let other = servers(Whole::openapi(), "/other", "get");
    assert_eq!(
        other,
        json!([{ "url": "http://{name}.test:8080", "variables": { "name": { "default": "name" } } }])
    );
}
