//! The description of an app: what it says is what the app does.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wegwerk::describe::{Answer, Answers, Input, Parameter, Security};
use wegwerk::http::StatusCode;
use wegwerk::openapi::OpenApi;
use wegwerk::prelude::*;
use wegwerk::schemars::{self, JsonSchema};
use wegwerk::{BodySlot, FromRequest, Html, Parts, Uuid};

/// A thing that is sold.
#[derive(Deserialize, Serialize, JsonSchema)]
struct Item {
    id: u32,
    name: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Box<Item>>,
}

#[derive(Deserialize, JsonSchema)]
struct Search {
    /// What is looked for.
    q: String,
    #[serde(default)]
    page: u32,
    tag: Option<Vec<String>>,
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its description matters")]
struct NewItem {
    name: String,
}

#[derive(Clone, Copy, PathParam)]
enum Colour {
    Red,
    DarkBlue,
}

#[derive(PathParam)]
struct Number(u16);

struct Staff;

impl<A: ?Sized + Sync> FromRequest<A> for Staff {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
        match parts.headers().get("authorization") {
            Some(_) => Ok(Staff),
            None => Err(Error::unauthorized()),
        }
    }

    fn describe(input: &mut Input) {
        input.security(Security::bearer("staff"));
        input.parameter(Parameter::header("x-trace").optional());
        input.answers().add(Answer::error(StatusCode::UNAUTHORIZED));
    }
}

type Answered = Result<Json<Vec<Item>>>;

struct Shop {
    admin: Admin,
}

#[app]
impl Shop {
    /// All items.
    ///
    /// In no order.
    #[get("/items", answers(503))]
    fn on_items(&self, query: Query<Search>) -> Result<Json<Vec<Item>>> {
        match query.0.q.as_str() {
            "busy" => Err(Error::service_unavailable()),
            "lost" => Err(Error::not_found()),
            _ => {
                let name = query.0.q + &query.0.page.to_string() + &query.0.tag.unwrap_or_default().concat();
                Ok(Json(vec![Item { id: 1, name, tags: Vec::new(), parent: None }]))
            }
        }
    }

    /// The same by an alias, which a signature hides.
    #[get("/hidden", returns = Json<Vec<Item>>, answers(500))]
    fn on_hidden(&self) -> Answered {
        Ok(Json(Vec::new()))
    }

    #[post("/items", answers(201, 409))]
    fn on_new_item(&self, Json(item): Json<Item>) -> Result<(StatusCode, Json<Item>)> {
        Ok((StatusCode::CREATED, Json(item)))
    }

    #[post("/items/form")]
    fn on_form(&self, _: Option<Form<NewItem>>) -> Option<&'static str> {
        None
    }

    #[get("/items/<int(max=500):id>")]
    fn on_item(&self, id: u8) -> String {
        id.to_string()
    }

    /// By its colour.
    #[get("/items/<colour>")]
    #[deprecated]
    fn on_colour(&self, colour: Colour) -> Html<&'static str> {
        Html(match colour {
            Colour::Red => "red",
            Colour::DarkBlue => "blue",
        })
    }

    #[route("/numbers/<n>-<any(a,b):letter>", methods(GET, DELETE))]
    fn on_number(&self, n: Number, letter: &str) -> String {
        format!("{}{letter}", n.0)
    }

    #[get("/open")]
    fn on_open(&self) -> impl IntoResponse + use<> {
        "open"
    }

    #[get("/go", answers(303))]
    fn on_go(&self) -> Redirect {
        Redirect::see_other("/items")
    }

    #[route("/socket", websocket)]
    fn on_socket(&self) {}

    #[mount("/admin/<lang>")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

struct Admin;

struct Text(&'static str);

impl IntoResponse for Text {
    fn into_response(self) -> Response {
        self.0.into_response()
    }

    fn describe(answers: &mut Answers) {
        <&'static str>::describe(answers);
    }
}

#[app(outer(lang: &str))]
impl Admin {
    #[put("/items/<uuid:id>")]
    fn on_item(&self, _staff: Staff, lang: &str, id: Uuid) -> String {
        format!("{lang}{id}")
    }

    #[get("/")]
    fn on_index(&self, _: Option<Staff>) -> Text {
        Text("index")
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.to_string()
    }
}

fn described() -> OpenApi {
    Shop::openapi()
}

fn operation(path: &str, method: &str) -> Value {
    let json = described().to_json();
    let operation = &json["paths"][path][method];
    assert!(
        operation.is_object(),
        "{method} {path} is in {:?}",
        json["paths"].as_object().map(|p| p.keys().collect::<Vec<_>>())
    );
    operation.clone()
}

fn statuses(operation: &Value) -> Vec<String> {
    sorted(&operation["responses"])
}

fn sorted(object: &Value) -> Vec<String> {
    let mut keys: Vec<String> = object.as_object().unwrap().keys().cloned().collect();
    keys.sort_unstable();
    keys
}

#[test]
fn an_operation_has_its_text_its_query_and_its_answers() {
    let items = operation("/items", "get");
    assert_eq!(items["summary"], "All items.");
    assert_eq!(items["description"], "In no order.");
    assert_eq!(items["operationId"], "items");
    assert_eq!(items["tags"], json!(["Shop"]));
    assert_eq!(statuses(&items), ["200", "400", "500", "503"]);
    let parameters = items["parameters"].as_array().unwrap();
    let named = |name: &str| parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
    assert_eq!(named("q")["required"], true);
    assert_eq!(named("q")["description"], "What is looked for.");
    assert_eq!(named("page")["required"], false);
    assert_eq!(named("page")["schema"]["default"], 0);
    assert_eq!(named("tag")["required"], false);
    let schema = &items["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*schema, json!({ "type": "array", "items": { "$ref": "#/components/schemas/Item" } }));
    let problem = &items["responses"]["503"]["content"]["application/problem+json"]["schema"]["$ref"];
    assert_eq!(*problem, "#/components/schemas/Problem");
}

#[test]
fn what_is_read_may_look_another_way_than_what_is_written() {
    let new = operation("/items", "post");
    assert_eq!(statuses(&new), ["201", "400", "409", "413", "415", "422", "500"]);
    assert_eq!(new["requestBody"]["required"], true);
    assert_eq!(
        new["requestBody"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/ItemInput"
    );
    assert_eq!(
        new["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Item"
    );
    let schemas = &described().to_json()["components"]["schemas"];
    assert_eq!(schemas["ItemInput"]["required"], json!(["id", "name"]));
    assert_eq!(schemas["Item"]["required"], json!(["id", "name", "tags"]));
    assert_eq!(schemas["Item"]["description"], "A thing that is sold.");
    let text = described().to_string();
    assert!(!text.contains("/components/read"), "{text}");
    // A type that refers to itself refers to the same side of itself.
    let parent = schemas["ItemInput"]["properties"]["parent"].to_string();
    assert!(parent.contains("#/components/schemas/ItemInput"), "{parent}");
}

#[test]
fn an_optional_form_may_be_missing() {
    let form = operation("/items/form", "post");
    assert_eq!(form["requestBody"]["required"], false);
    let content = &form["requestBody"]["content"]["application/x-www-form-urlencoded"];
    assert_eq!(content["schema"]["$ref"], "#/components/schemas/NewItem");
    assert_eq!(statuses(&form), ["200", "400", "404", "413", "415", "422"]);
}

#[test]
fn rules_that_openapi_cannot_tell_apart_are_one_path() {
    let item = operation("/items/{id}", "get");
    let kinds = item["parameters"][0]["schema"]["anyOf"].as_array().unwrap();
    assert!(kinds.contains(&json!({ "type": "integer", "minimum": 0, "maximum": 255 })), "{kinds:?}");
    assert!(kinds.contains(&json!({ "type": "string", "enum": ["red", "dark-blue"] })), "{kinds:?}");
    let answers = sorted(&item["responses"]["200"]["content"]);
    assert_eq!(answers, ["text/html; charset=utf-8", "text/plain; charset=utf-8"]);
}

#[test]
fn several_variables_and_methods_are_operations_of_one_path() {
    for method in ["get", "delete"] {
        let number = operation("/numbers/{n}-{letter}", method);
        assert_eq!(number["parameters"][0]["schema"]["maximum"], 65535);
        assert_eq!(number["parameters"][1]["schema"]["enum"], json!(["a", "b"]));
    }
    assert_eq!(operation("/numbers/{n}-{letter}", "delete")["operationId"], "number_delete");
}

#[test]
fn a_mounted_app_is_a_tag_and_renders_its_errors() {
    let item = operation("/admin/{lang}/items/{id}", "put");
    assert_eq!(item["tags"], json!(["admin"]));
    assert_eq!(item["operationId"], "admin_item");
    assert_eq!(item["security"], json!([{ "staff": [] }]));
    let names: Vec<&Value> = item["parameters"].as_array().unwrap().iter().map(|p| &p["name"]).collect();
    assert_eq!(names, ["lang", "id", "x-trace"]);
    let unauthorized = &item["responses"]["401"]["content"];
    assert_eq!(unauthorized.as_object().unwrap().keys().collect::<Vec<_>>(), ["text/plain; charset=utf-8"]);
    let index = operation("/admin/{lang}/", "get");
    assert_eq!(index["security"], json!([{ "staff": [] }, {}]));
    let json = described().to_json();
    assert_eq!(json["components"]["securitySchemes"]["staff"], json!({ "type": "http", "scheme": "bearer" }));
}

#[test]
fn what_no_type_tells_is_listed() {
    let listed: Vec<String> = described().undescribed().iter().map(ToString::to_string).collect();
    assert_eq!(listed.len(), 1, "{listed:#?}");
    assert!(listed[0].starts_with("open (/open): what `impl IntoResponse + use<>`"), "{listed:?}");
    assert!(listed[0].ends_with("write `returns = …` with a responder of the same answer"), "{listed:?}");
}

#[test]
fn what_is_hidden_can_be_said() {
    let hidden = operation("/hidden", "get");
    let schema = &hidden["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["items"]["$ref"], "#/components/schemas/Item");
    assert_eq!(statuses(&operation("/go", "get")), ["303"]);
    let as_it_is = described().to_json();
    assert_eq!(as_it_is["info"], json!({ "title": "Shop", "version": env!("CARGO_PKG_VERSION") }));
    let json =
        described().title("Shop").version("1.2.3").server("https://shop.example", "The shop.").to_json();
    assert_eq!(json["info"], json!({ "title": "Shop", "version": "1.2.3" }));
    assert_eq!(json["servers"], json!([{ "url": "https://shop.example", "description": "The shop." }]));
    assert!(json["paths"].get("/socket").is_none());
}

#[tokio::test]
async fn a_declared_status_is_answered() {
    let client = wegwerk::testing::Client::new(Shop { admin: Admin });
    assert_eq!(client.get("/items?q=a").await.status(), 200);
    assert_eq!(client.get("/items?q=busy").await.status(), 503);
    assert_eq!(client.get("/go").await.status(), 303);
    let item = json!({ "id": 1, "name": "a" });
    assert_eq!(client.post("/items").json(&item).await.status(), 201);
}

#[cfg(debug_assertions)]
#[tokio::test]
#[should_panic = "the endpoint `items` answered GET /items?q=lost with 404, which it does not declare: add 404 to `answers(503)`\nasked at framework/tests/openapi.rs:"]
async fn an_undeclared_status_fails_the_test() {
    let client = wegwerk::testing::Client::new(Shop { admin: Admin });
    client.get("/items?q=lost").await;
}
