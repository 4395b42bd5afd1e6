//! What breaks clients, by pairs of descriptions: in requests taking less does, in answers giving something else.

use serde_json::{Value, json};
use wegwerk::openapi::changes;

/// An API with one operation, and a component for recursion.
fn api(operation: Value) -> Value {
    json!({ "paths": { "/items/{id}": { "get": operation } }, "components": { "schemas": {} } })
}

fn query(schema: Value) -> Value {
    api(
        json!({ "parameters": [{ "in": "query", "name": "q", "required": false, "schema": schema }], "responses": {} }),
    )
}

fn body(schema: Value) -> Value {
    api(
        json!({ "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } }, "responses": {} }),
    )
}

fn answer(schema: Value) -> Value {
    api(json!({ "responses": { "200": { "content": { "application/json": { "schema": schema } } } } }))
}

fn told(before: &Value, now: &Value) -> Vec<String> {
    let said =
        changes(before, now).into_iter().map(|change| change.to_string().replace("GET /items/{id}: ", ""));
    // Where words differ is of account in one test alone.
    said.map(|said| said.split(", at `#").next().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn check(before: &Value, now: &Value, expected: &[&str]) {
    assert_eq!(told(before, now), expected, "\nbefore {before:#}\nnow {now:#}");
    assert!(told(before, before).is_empty());
    assert!(told(now, now).is_empty());
}

#[test]
fn operations_parameters_and_answers_come_and_go() {
    let q = |required: bool| json!([{ "in": "query", "name": "q", "required": required, "schema": {} }]);
    let content = json!({ "content": { "application/json": {} } });
    let required = json!({ "required": true, "content": { "application/json": {} } });
    for (before, now, expected) in [
        (
            json!({ "parameters": q(false) }),
            json!({ "parameters": q(true) }),
            &["breaking: the parameter `q` is required now"][..],
        ),
        (
            json!({ "parameters": q(true) }),
            json!({ "parameters": q(false) }),
            &["addition: the parameter `q` may be left out now"],
        ),
        (json!({}), json!({ "parameters": q(true) }), &["breaking: the parameter `q` is new, and required"]),
        (json!({}), json!({ "parameters": q(false) }), &["addition: the parameter `q` is new"]),
        (json!({ "parameters": q(false) }), json!({}), &["breaking: the parameter `q` is no longer taken"]),
        (
            json!({ "parameters": [{ "in": "header", "name": "X-Trace" }] }),
            json!({ "parameters": [{ "in": "header", "name": "x-trace", "required": true }] }),
            &["breaking: the header `x-trace` is required now"],
        ),
        (json!({}), json!({ "requestBody": content }), &["addition: the body is new"]),
        (json!({}), json!({ "requestBody": required }), &["breaking: the body is new, and required"]),
        (
            json!({ "requestBody": content }),
            json!({ "requestBody": required }),
            &["breaking: the body is required now"],
        ),
        (
            json!({ "requestBody": required }),
            json!({ "requestBody": content }),
            &["addition: the body may be left out now"],
        ),
        (json!({ "requestBody": content }), json!({}), &["breaking: the body is no longer taken"]),
        (
            json!({ "requestBody": content }),
            json!({ "requestBody": { "content": { "text/plain": {} } } }),
            &["breaking: the body is no longer application/json", "addition: the body may be text/plain"],
        ),
        (
            json!({ "responses": { "200": content } }),
            json!({ "responses": { "201": content } }),
            &["breaking: the answer 200 is gone", "addition: the answer 201 is new"],
        ),
        (
            json!({ "responses": { "200": { "headers": { "ETag": {} } } } }),
            json!({ "responses": { "200": { "headers": { "Age": {} } } } }),
            &[
                "breaking: the header `etag` of the answer 200 is gone",
                "addition: the header `age` of the answer 200 is new",
            ],
        ),
        (
            json!({}),
            json!({ "security": [{ "staff": [] }] }),
            &["breaking: it asks for `staff` now, and nothing was enough"],
        ),
        (
            json!({ "security": [{ "staff": [] }] }),
            json!({ "security": [{ "staff": [] }, {}] }),
            &["addition: it asks for less security"],
        ),
        (
            json!({ "security": [{ "staff": [] }] }),
            json!({ "security": [{ "staff": [], "key": [] }] }),
            &["breaking: it asks for `key` and `staff` now, and `staff` was enough"],
        ),
        (
            json!({ "security": [{ "a": [], "b": [] }] }),
            json!({ "security": [{ "a": [] }] }),
            &["addition: it asks for less security"],
        ),
        (
            json!({ "summary": "One" }),
            json!({ "summary": "Another" }),
            &["other: its description or its tags"],
        ),
        (
            json!({ "operationId": "item" }),
            json!({ "operationId": "items" }),
            &["other: the operation \"item\" is \"items\" now: generated clients name it so"],
        ),
        (json!({}), json!({ "deprecated": true }), &["other: deprecated now"]),
    ] {
        check(&api(before), &api(now), expected);
    }
}

#[test]
fn a_removed_operation_breaks_and_a_renamed_variable_does_not() {
    let one = |path: &str, name: &str, schema: Value| json!({ "paths": { path: { "get": { "parameters": [{ "in": "path", "name": name, "required": true, "schema": schema }] } } } });
    let number = json!({ "type": "integer", "minimum": 0 });
    let before = one("/items/{id}", "id", number.clone());
    check(&before, &json!({ "paths": {} }), &["breaking: gone"]);
    check(&json!({ "paths": {} }), &before, &["addition: new"]);
    let renamed = one("/items/{number}", "number", number);
    check(&before, &renamed, &["other: its path is written `/items/{number}` now"]);
    let narrowed = one("/items/{number}", "number", json!({ "type": "integer", "minimum": 1 }));
    let expected = "breaking: the variable `id` has another limit: the smallest value is 1 now, it was 0";
    check(&before, &narrowed, &[expected, "other: its path is written `/items/{number}` now"]);
}

/// What is told of a change as one of a request, and as one of an answer.
#[test]
fn what_narrows_breaks_requests_and_what_widens_breaks_answers() {
    let text = json!({ "type": "string" });
    let number = json!({ "type": "integer" });
    let maybe = json!({ "type": ["string", "null"] });
    for (narrow, wide, narrowed, widened) in [
        (
            number.clone(),
            json!({ "type": "number" }),
            "is integer now, it was number",
            "is number now, it was integer",
        ),
        (text.clone(), json!({}), "is string now, it was anything", "is anything now, it was string"),
        (text.clone(), json!(true), "is string now, it was anything", "is anything now, it was string"),
        (
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "string", "enum": ["a", "b"] }),
            "is no longer \"b\"",
            "may be \"b\" now",
        ),
        (json!({ "const": "a" }), json!({ "enum": ["b", "a"] }), "is no longer \"b\"", "may be \"b\" now"),
        (
            json!({ "type": "string", "enum": ["a"] }),
            text.clone(),
            "is one of \"a\" now",
            "is no longer one of \"a\"",
        ),
        (
            json!({ "type": "integer", "minimum": 1 }),
            number.clone(),
            "has another limit: the smallest value is 1 now, it was not set",
            "has another limit: the smallest value is not set now, it was 1",
        ),
        (
            json!({ "type": "integer", "maximum": 5 }),
            json!({ "type": "integer", "maximum": 6 }),
            "has another limit: the largest value is 5 now, it was 6",
            "has another limit: the largest value is 6 now, it was 5",
        ),
        (
            json!({ "type": "string", "minLength": 2 }),
            json!({ "type": "string", "minLength": 0 }),
            "has another limit: the smallest length is 2 now, it was not set",
            "has another limit: the smallest length is not set now, it was 2",
        ),
        (
            json!({ "type": "array", "maxItems": 3 }),
            json!({ "type": "array" }),
            "has another limit: the largest number of items is 3 now, it was not set",
            "has another limit: the largest number of items is not set now, it was 3",
        ),
        (
            json!({ "type": "string", "pattern": "^a" }),
            text.clone(),
            "has the pattern \"^a\" now",
            "no longer has the pattern \"^a\"",
        ),
        (
            json!({ "type": "integer", "format": "int32" }),
            json!({ "type": "integer", "format": "int64" }),
            "has the format \"int32\" now, it was \"int64\"",
            "has the format \"int64\" now, it was \"int32\"",
        ),
    ] {
        check(
            &query(wide.clone()),
            &query(narrow.clone()),
            &[&format!("breaking: the parameter `q` {narrowed}")],
        );
        check(
            &query(narrow.clone()),
            &query(wide.clone()),
            &[&format!("addition: the parameter `q` {widened}")],
        );
        check(
            &answer(wide.clone()),
            &answer(narrow.clone()),
            &[&format!("addition: the answer 200 {narrowed}")],
        );
        check(&answer(narrow), &answer(wide), &[&format!("breaking: the answer 200 {widened}")]);
    }
    for (some, other, what) in [
        (text.clone(), number.clone(), "is integer now, it was string"),
        (
            json!({ "type": "integer", "format": "uint32" }),
            json!({ "type": "integer", "format": "int32" }),
            "has the format \"int32\" now, it was \"uint32\"",
        ),
        (
            json!({ "type": "string", "format": "uuid" }),
            json!({ "type": "string", "format": "date" }),
            "has the format \"date\" now, it was \"uuid\"",
        ),
    ] {
        check(&body(some.clone()), &body(other.clone()), &[&format!("breaking: the body {what}")]);
        check(&answer(some), &answer(other), &[&format!("breaking: the answer 200 {what}")]);
    }
    check(&body(text.clone()), &body(maybe.clone()), &["addition: the body can be null now"]);
    check(&body(maybe.clone()), &body(text.clone()), &["breaking: the body can no longer be null"]);
    check(&answer(text.clone()), &answer(maybe.clone()), &["breaking: the answer 200 may be null now"]);
    check(&answer(maybe.clone()), &answer(text.clone()), &["addition: the answer 200 is no longer null"]);
    check(
        &body(maybe),
        &body(json!({ "anyOf": [{ "type": "null" }, text] })),
        &["other: words of the description"],
    );
}

#[test]
fn fields_come_and_go() {
    let object = |properties: Value, required: Value| json!({ "type": "object", "properties": properties, "required": required });
    let (a, b) = (json!({ "type": "string" }), json!({ "type": "integer" }));
    let one = object(json!({ "a": a }), json!(["a"]));
    let two = object(json!({ "a": a, "b": b }), json!(["a"]));
    let both = object(json!({ "a": a, "b": b }), json!(["a", "b"]));
    check(&body(one.clone()), &body(two.clone()), &["addition: `b` of the body is new"]);
    check(&body(one.clone()), &body(both.clone()), &["breaking: `b` of the body is new, and required"]);
    check(&body(two.clone()), &body(both.clone()), &["breaking: `b` of the body is required now"]);
    check(&body(both.clone()), &body(two.clone()), &["addition: `b` of the body may be left out now"]);
    check(&body(two.clone()), &body(one.clone()), &["breaking: `b` of the body is no longer taken"]);
    check(&answer(one.clone()), &answer(both.clone()), &["addition: `b` of the answer 200 is new"]);
    check(
        &answer(both.clone()),
        &answer(two.clone()),
        &["breaking: `b` of the answer 200 may be missing now"],
    );
    check(
        &answer(two.clone()),
        &answer(both.clone()),
        &["addition: `b` of the answer 200 is always there now"],
    );
    check(&answer(two.clone()), &answer(one.clone()), &["breaking: `b` of the answer 200 is gone"]);
    let mut closed = one.clone();
    closed["additionalProperties"] = json!(false);
    check(&body(one.clone()), &body(closed.clone()), &["breaking: the body has no other fields now"]);
    check(&answer(one.clone()), &answer(closed), &["addition: the answer 200 has no other fields now"]);
    let map = |values: &Value| json!({ "type": "object", "additionalProperties": values });
    check(
        &answer(map(&a)),
        &answer(map(&b)),
        &["breaking: `*` of the answer 200 is integer now, it was string"],
    );
    // Deeper down.
    let list = |item: &Value| object(json!({ "rows": { "type": "array", "items": item } }), json!(["rows"]));
    check(&answer(list(&two)), &answer(list(&one)), &["breaking: `rows[].b` of the answer 200 is gone"]);
    let pair = |second: &Value| json!({ "type": "array", "prefixItems": [a, second], "items": false });
    check(&body(pair(&a)), &body(pair(&b)), &["breaking: `[1]` of the body is integer now, it was string"]);
    let default = |value: Value| object(json!({ "a": { "type": "integer", "default": value } }), json!([]));
    check(
        &body(default(json!(1))),
        &body(default(json!(2))),
        &["other: `a` of the body is 2 unless it is said, it was 1"],
    );
}

#[test]
fn references_are_followed_however_they_are_written() {
    let with = |api: Value, schemas: Value| {
        let mut api = api;
        api["components"]["schemas"] = schemas;
        api
    };
    let item = |extra: Value| json!({ "type": "object", "properties": { "id": extra }, "required": ["id"] });
    let number = json!({ "type": "integer" });
    let by_reference =
        with(answer(json!({ "$ref": "#/components/schemas/Item" })), json!({ "Item": item(number.clone()) }));
    // The same, written in place, and by another name.
    check(&by_reference, &answer(item(number.clone())), &["other: words of the description"]);
    let renamed = with(
        answer(json!({ "$ref": "#/components/schemas/Thing" })),
        json!({ "Thing": item(number.clone()) }),
    );
    check(&by_reference, &renamed, &["other: words of the description"]);
    let text = with(
        answer(json!({ "$ref": "#/components/schemas/Item" })),
        json!({ "Item": item(json!({ "type": "string" })) }),
    );
    check(&by_reference, &text, &["breaking: `id` of the answer 200 is string now, it was integer"]);
    // A type that holds itself.
    let tree = |leaf: Value| {
        let node = json!({ "type": "object", "properties": { "leaf": leaf, "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } } } });
        with(body(json!({ "$ref": "#/components/schemas/Tree" })), json!({ "Tree": node }))
    };
    check(
        &tree(number.clone()),
        &tree(json!({ "type": "string" })),
        &["breaking: `leaf` of the body is string now, it was integer"],
    );
    // `allOf` is all of it in one.
    let all = with(
        body(
            json!({ "allOf": [{ "$ref": "#/components/schemas/Item" }, { "type": "object", "properties": { "b": number }, "required": ["b"] }] }),
        ),
        json!({ "Item": item(number.clone()) }),
    );
    check(
        &with(body(item(number.clone())), json!({})),
        &all,
        &["breaking: `b` of the body is new, and required"],
    );
    // Two fields of a type that was written in place each.
    let two = |one: Value, other: Value| json!({ "type": "object", "properties": { "a": one, "b": other } });
    let id = json!({ "$ref": "#/components/schemas/Id" });
    let now = with(body(two(id.clone(), id)), json!({ "Id": number }));
    let text = json!({ "type": "string" });
    check(
        &body(two(text.clone(), text)),
        &now,
        &[
            "breaking: `a` of the body is integer now, it was string",
            "breaking: `b` of the body is integer now, it was string",
        ],
    );
}

#[test]
fn one_of_several_changes_and_the_others_do_not() {
    let circle = |radius: Value| json!({ "type": "object", "properties": { "kind": { "const": "circle" }, "radius": radius }, "required": ["kind", "radius"] });
    let square =
        json!({ "type": "object", "properties": { "kind": { "const": "square" } }, "required": ["kind"] });
    let number = json!({ "type": "integer" });
    let one_of = |all: &[Value]| json!({ "oneOf": all });
    let both = one_of(&[circle(number.clone()), square.clone()]);
    let other_order = one_of(&[square.clone(), circle(number.clone())]);
    check(&answer(both.clone()), &answer(other_order), &["other: words of the description"]);
    let just_square = one_of(std::slice::from_ref(&square));
    check(
        &body(both.clone()),
        &body(just_square.clone()),
        &["breaking: the body can no longer be object whose kind \"circle\""],
    );
    check(
        &body(just_square.clone()),
        &body(both.clone()),
        &["addition: the body can be object whose kind \"circle\" now"],
    );
    check(
        &answer(both.clone()),
        &answer(just_square.clone()),
        &["addition: the answer 200 is no longer object whose kind \"circle\""],
    );
    check(
        &answer(just_square),
        &answer(both.clone()),
        &["breaking: the answer 200 may be object whose kind \"circle\" now"],
    );
    // What an unchanged one refers to.
    let id = |schema: Value| {
        let mut api = body(
            json!({ "oneOf": [circle(json!({ "$ref": "#/components/schemas/Id" })), { "type": "null" }] }),
        );
        api["components"]["schemas"]["Id"] = schema;
        api
    };
    let expected = "breaking: `radius` of the body is string now, it was integer";
    check(&id(number.clone()), &id(json!({ "type": "string" })), &[expected]);
    let text = one_of(&[circle(json!({ "type": "string" })), square]);
    check(&body(both), &body(text), &[expected]);
}

#[test]
fn the_values_of_a_map_with_numbers_as_keys_are_compared() {
    let map = |values: &str, keys: &str| {
        json!({
            "type": "object",
            "additionalProperties": false,
            "patternProperties": { keys: { "type": values } },
        })
    };
    let (before, now) = (map("string", "^\\d+$"), map("integer", "^\\d+$"));
    check(
        &answer(before.clone()),
        &answer(now),
        &["breaking: `*` of the answer 200 is integer now, it was string"],
    );
    check(
        &body(before.clone()),
        &body(map("string", "^[0-9]$")),
        &["breaking: the body has other keys: they are `^[0-9]$` now, they were `^\\d+$`"],
    );
    check(&body(before.clone()), &body(before), &[]);
}

#[test]
fn what_is_not_understood_counts_as_broken() {
    let text = json!({ "type": "string" });
    let no = json!({ "type": "string", "not": { "const": "a" } });
    check(&body(text.clone()), &body(no.clone()), &["breaking: the body has another `not`"]);
    check(&answer(no), &answer(text), &["breaking: the answer 200 has another `not`"]);
}

#[test]
fn headers_of_answers_are_held_to_their_types() {
    let answer = |header: Value| api(json!({ "responses": { "200": { "headers": { "Age": header } } } }));
    let number = json!({ "required": true, "schema": { "type": "integer" } });
    check(
        &answer(number.clone()),
        &answer(json!({ "schema": { "type": "string" } })),
        &[
            "breaking: the header `age` of the answer 200 is string now, it was integer",
            "breaking: the header `age` of the answer 200 may be missing now",
        ],
    );
    check(&answer(number.clone()), &answer(number), &[]);
}

#[test]
fn a_security_scheme_that_is_another_breaks_those_who_use_it() {
    let with = |scheme: Value| {
        let mut api = api(json!({ "security": [{ "key": [] }] }));
        api["components"] = json!({ "securitySchemes": { "key": scheme } });
        api
    };
    let bearer = json!({ "type": "http", "scheme": "bearer", "description": "A token." });
    let basic = json!({ "type": "http", "scheme": "basic" });
    check(&with(bearer.clone()), &with(basic), &["breaking: the security scheme `key` is another now"]);
    let told = told(&with(bearer), &with(json!({ "type": "http", "scheme": "bearer" })));
    assert_eq!(told, ["other: words of the description"]);
}

#[test]
fn where_only_words_differ_is_said() {
    let api = |words: &[&str]| {
        let tags: Vec<_> = words.iter().map(|word| json!({ "name": "a", "description": word })).collect();
        let what = json!({ "responses": { "200": { "description": words[0] } } });
        json!({ "tags": tags, "paths": { "/a/b~c": { "get": what } } })
    };
    let told = |before: &[&str], now: &[&str]| changes(&api(before), &api(now))[0].to_string();
    assert_eq!(told(&["x", "y"], &["x", "z"]), "other: words of the description, at `#/tags/1/description`");
    let some = told(&["x", "x", "x", "x"], &["y", "y", "y", "y"]);
    let first = "other: words of the description, at `#/paths/~1a~1b~0c/get/responses/200/description`, `#/tags/0/description`, ";
    assert!(some.starts_with(first) && some.ends_with(" and 2 more"), "{some}");
    let fewer = told(&["x", "y"], &["x"]);
    assert_eq!(fewer, "other: words of the description, at `#/tags`");
}
