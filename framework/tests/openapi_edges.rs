//! The description of what is written in less common ways.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wegwerk::describe::{Answer, Input, Parameter, Security};
use wegwerk::http::{Method, StatusCode};
use wegwerk::prelude::*;
use wegwerk::schemars::{self, JsonSchema};
use wegwerk::{BodySlot, FromRequest, Parts};

/// Types that are called as some of the framework are.
mod named {
    use super::*;

    #[derive(Deserialize, Serialize, JsonSchema)]
    pub(crate) struct Request {
        pub(crate) text: String,
    }

    #[derive(Deserialize, Serialize, JsonSchema)]
    pub(crate) struct Response {
        pub(crate) text: String,
    }
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its description matters")]
struct Page {
    page: Option<u32>,
    q: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its description matters")]
struct Search {
    q: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
#[expect(dead_code, reason = "only its description matters")]
enum Order {
    Name { locale: String },
    Price,
}

macro_rules! guard {
    ($name:ident, $scheme:literal) => {
        struct $name;

        impl<A: ?Sized + Sync> FromRequest<A> for $name {
            type Rejection = Error;

            async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
                Ok($name)
            }

            fn describe(input: &mut Input) {
                input.security(Security::bearer($scheme));
                input.parameter(Parameter::header("x-trace").optional());
                input.answers().add(Answer::error(StatusCode::UNAUTHORIZED));
            }
        }
    };
}

/// Whoever has logged in; others are sent to do so.
struct LoggedIn;

impl<A: ?Sized + Sync> FromRequest<A> for LoggedIn {
    type Rejection = Redirect;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Redirect> {
        Err(Redirect::see_other("/login"))
    }

    fn describe(input: &mut Input) {
        input.answers().add(Answer::new(StatusCode::SEE_OTHER).description("Log in."));
    }
}

guard!(User, "user");
guard!(Staff, "staff");

/// What has no schema.
#[derive(Deserialize)]
struct Plain {}

struct Edges;

#[app]
impl Edges {
    #[post("/named")]
    fn on_named(&self, Json(named): Json<named::Request>) -> Json<named::Response> {
        Json(named::Response { text: named.text })
    }

    #[get("/wrapped/option")]
    fn on_wrapped_option(&self) -> Json<Option<u8>> {
        Json(None)
    }

    #[get("/wrapped/array")]
    fn on_wrapped_array(&self) -> Json<[u8; 3]> {
        Json([1, 2, 3])
    }

    #[get("/wrapped/pair")]
    fn on_wrapped_pair(&self) -> Json<(u8, String)> {
        Json((1, String::new()))
    }

    #[get("/wrapped/str")]
    fn on_wrapped_str(&self) -> Json<&'static str> {
        Json("a")
    }

    #[get("/twice")]
    fn on_twice(&self, _: Query<Page>, _: Query<Search>, _: Option<User>, _: Staff) -> &'static str {
        "twice"
    }

    #[get("/swap/<int:a>-x-<b>")]
    fn on_swap(&self, a: u8, b: &str) -> String {
        format!("{a}{b}")
    }

    #[get("/swap/<b>-x-<uuid:a>")]
    fn on_swapped(&self, a: wegwerk::Uuid, b: &str) -> String {
        format!("{a}{b}")
    }

    #[get("/said", returns = Json<named::Response>, answers(404))]
    fn on_said(&self) -> impl IntoResponse + use<> {
        Json(named::Response { text: String::new() })
    }

    #[get("/csv", returns = "text/csv", answers(404))]
    fn on_csv(&self) -> Response {
        ([("content-type", "text/csv")], "a,b").into_response()
    }

    #[get("/map")]
    fn on_map(&self, Query(map): Query<HashMap<String, String>>) -> String {
        map.len().to_string()
    }

    #[get("/order")]
    fn on_order(&self, _: Query<Order>) -> &'static str {
        "order"
    }

    #[get("/pairs")]
    fn on_pairs(&self, Query(pairs): Query<Vec<(String, String)>>) -> String {
        pairs.len().to_string()
    }

    #[route("/any", methods(ANY))]
    fn on_any(&self, _: Query<Plain>) -> Response {
        "any".into_response()
    }

    #[get("/raw/<type>", returns = "text/plain; charset=utf-8")]
    fn on_raw(&self, r#type: u8) -> impl IntoResponse + use<> {
        r#type.to_string()
    }

    #[get("/mine")]
    fn on_mine(&self, _: LoggedIn) -> &'static str {
        "mine"
    }

    #[get("/new/<name>")]
    #[get("/old/<name>", alias)]
    fn on_renamed(&self, name: &str) -> String {
        name.to_owned()
    }

    #[post("/length")]
    fn on_length(&self, text: String) -> String {
        text.len().to_string()
    }

    #[put("/length")]
    fn on_size(&self, bytes: wegwerk::Bytes) -> String {
        bytes.len().to_string()
    }

    #[mount("/tenants/<int:tenant>")]
    fn tenant(&self) -> &Tenant {
        &Tenant
    }

    /// A "doc" with @, {braces} and ünïcode \u{301}.
    #[get("/bräces/{a}/<x>")]
    fn on_braces(&self, x: &str) -> String {
        x.to_owned()
    }
}

struct Tenant;

#[app(outer(tenant: u16))]
impl Tenant {
    #[get("/")]
    fn on_index(&self, tenant: u16) -> String {
        tenant.to_string()
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn client() -> wegwerk::testing::Client {
    wegwerk::testing::Client::new(Edges)
}

fn media_types(response: &Value) -> Vec<&String> {
    let mut names: Vec<_> =
        response["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type).collect();
    names.sort_unstable();
    names
}

fn operation(path: &str, method: &str) -> Value {
    let json = Edges::openapi().to_json();
    let operation = &json["paths"][path][method];
    let paths = || json["paths"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(operation.is_object(), "{method} {path} is in {:?}", paths());
    operation.clone()
}

fn schema(path: &str) -> Value {
    operation(path, "get")["responses"]["200"]["content"]["application/json"]["schema"].clone()
}

fn undescribed(endpoint: &str) -> Vec<String> {
    let all = Edges::openapi();
    all.undescribed().iter().filter(|what| what.endpoint == endpoint).map(ToString::to_string).collect()
}

#[test]
fn a_type_may_be_called_as_one_of_the_framework() {
    let named = operation("/named", "post");
    let read = &named["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(*read, json!({ "$ref": "#/components/schemas/Request" }));
    let written = &named["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*written, json!({ "$ref": "#/components/schemas/Response" }));
}

#[test]
fn what_serde_reads_and_writes_may_be_of_any_form() {
    assert_eq!(schema("/wrapped/option")["type"], json!(["integer", "null"]));
    assert_eq!(schema("/wrapped/array")["maxItems"], 3);
    assert_eq!(schema("/wrapped/pair")["prefixItems"][1]["type"], "string");
    assert_eq!(schema("/wrapped/str")["type"], "string");
}

#[test]
fn what_two_arguments_take_is_one_parameter() {
    let twice = operation("/twice", "get");
    let parameters = twice["parameters"].as_array().unwrap();
    let names: Vec<&Value> = parameters.iter().map(|parameter| &parameter["name"]).collect();
    assert_eq!(names, ["page", "q", "x-trace"]);
    // Both have to take it.
    assert_eq!(parameters[1]["required"], true);
    assert_eq!(
        parameters[1]["schema"],
        json!({ "allOf": [{ "type": ["string", "null"] }, { "type": "string" }] })
    );
}

#[test]
fn an_optional_scheme_beside_a_required_one_stays_optional() {
    let twice = operation("/twice", "get");
    assert_eq!(twice["security"], json!([{ "staff": [], "user": [] }, { "staff": [] }]));
}

#[test]
fn variables_keep_their_places_where_two_rules_are_one_path() {
    let swap = operation("/swap/{a}-x-{b}", "get");
    let of = |name: &str| {
        let parameters = swap["parameters"].as_array().unwrap();
        let mut named = parameters.iter().filter(|parameter| parameter["name"] == name);
        let schema = named.next().unwrap()["schema"]["anyOf"].clone();
        assert!(named.next().is_none(), "{name} is there once: {parameters:?}");
        schema
    };
    assert_eq!(of("a")[0]["type"], "integer");
    assert_eq!(of("a")[1]["type"], "string");
    assert_eq!(of("b")[1], json!({ "type": "string", "format": "uuid" }));
}

#[test]
fn a_query_without_known_fields_is_said_to_be_one() {
    let map = operation("/map", "get");
    let parameter = &map["parameters"][0];
    assert_eq!(parameter["in"], "query");
    assert_eq!(parameter["style"], "form");
    assert_eq!(parameter["explode"], true);
    assert_eq!(parameter["schema"]["additionalProperties"]["type"], "string");
    let order = operation("/order", "get");
    assert_eq!(order["parameters"][0]["schema"], json!({ "$ref": "#/components/schemas/Order" }));
    assert_eq!(order["parameters"][0]["required"], true);
    assert!(undescribed("pairs")[0].contains("the query"), "{:?}", undescribed("pairs"));
}

#[test]
fn what_is_not_told_is_listed_once() {
    let any = undescribed("any");
    assert_eq!(any.len(), 2, "{any:#?}");
    assert!(any.iter().any(|what| what.contains("derive `schemars::JsonSchema`")), "{any:#?}");
}

#[test]
fn raw_names_and_texts_are_what_they_mean() {
    let raw = operation("/raw/{type}", "get");
    assert_eq!(raw["parameters"][0]["schema"]["maximum"], 255);
    let braces = operation("/br%C3%A4ces/%7Ba%7D/{x}", "get");
    assert_eq!(braces["summary"], "A \"doc\" with @, {braces} and ünïcode \\u{301}.");
}

#[tokio::test]
async fn what_returns_says_is_declared() {
    let client = client();
    assert_eq!(client.get("/said").await.status(), 200);
    assert_eq!(client.get("/csv").await.status(), 200);
}

#[tokio::test]
async fn an_argument_may_answer_what_is_no_error() {
    assert_eq!(client().get("/mine").await.status(), 303);
    assert_eq!(operation("/mine", "get")["responses"]["303"]["description"], "Log in.");
}

#[tokio::test]
async fn a_redirect_of_a_rule_has_no_body() {
    let answer = client().get("/old/a").await;
    assert_eq!(answer.status(), 308);
    assert_eq!(answer.headers().get("content-type"), None);
    let described = &operation("/old/{name}", "get")["responses"]["308"];
    assert!(described["headers"]["location"].is_object(), "{described}");
    assert_eq!(described.get("content"), None);
}

#[tokio::test]
async fn text_and_bytes_may_be_none() {
    for (method, media_type) in [(Method::POST, "text/plain"), (Method::PUT, "*/*")] {
        let answer = client().request(method.clone(), "/length").await;
        assert_eq!((answer.status(), answer.text()), (StatusCode::OK, "0"));
        let body = &operation("/length", &method.as_str().to_lowercase())["requestBody"];
        assert_eq!(body["required"], false);
        assert!(body["content"][media_type].is_object(), "{body}");
    }
}

#[tokio::test]
async fn a_value_of_a_prefix_that_is_not_taken_is_the_outer_apps_error() {
    let answer = client().get("/tenants/a/").await;
    assert_eq!(answer.status(), 404);
    assert_ne!(answer.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(client().get("/tenants/99999/").await.headers()["content-type"], "text/plain; charset=utf-8");
    let index = operation("/tenants/{tenant}/", "get");
    let media_types = media_types(&index["responses"]["404"]);
    assert_eq!(
        media_types,
        ["application/problem+json", "text/html; charset=utf-8", "text/plain; charset=utf-8"]
    );
}

#[tokio::test]
async fn any_method_is_each_that_openapi_has_a_word_for() {
    for method in ["get", "put", "post", "delete", "options", "patch", "trace"] {
        operation("/any", method);
    }
    assert_eq!(client().request(Method::TRACE, "/any").await.status(), 200);
}
