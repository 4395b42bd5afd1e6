//! Two operations that OpenAPI cannot tell apart as one.

use serde_json::{Map, Value, json};

/// Adds what `other` does to `operation`, which has the same path and method.
pub(super) fn merge(operation: &mut Value, mut other: Value) {
    let texts = |key: &str, between: &str, operation: &mut Value, other: &Value| {
        let both = match (operation[key].as_str(), other[key].as_str()) {
            (Some(one), Some(two)) if one != two => format!("{one}{between}{two}"),
            (None, Some(two)) => two.to_owned(),
            _ => return,
        };
        operation[key] = both.into();
    };
    texts("summary", " / ", operation, &other);
    texts("description", "\n\n", operation, &other);
    parameters(operation, other["parameters"].take());
    if let Some(body) = other.get_mut("requestBody").map(Value::take) {
        match operation.get_mut("requestBody") {
            Some(own) => {
                let is_required = own["required"] == true && body["required"] == true;
                own["required"] = is_required.into();
                union(&mut own["content"], body["content"].clone());
            }
            None => {
                let mut body = body;
                body["required"] = false.into();
                operation["requestBody"] = body;
            }
        }
    }
    if let Value::Object(responses) = other["responses"].take() {
        for (status, response) in responses {
            match operation["responses"].get_mut(&status) {
                Some(own) => union(&mut own["content"], response["content"].clone()),
                None => operation["responses"][status] = response,
            }
        }
        clean(&mut operation["responses"]);
    }
    if operation["deprecated"] == true && other["deprecated"] != true {
        operation["deprecated"] = false.into();
    }
    if let Some(security) = other.get_mut("security").map(Value::take) {
        let mut all = operation.get("security").cloned().unwrap_or_else(|| json!([{}]));
        if let (Value::Array(all), Value::Array(more)) = (&mut all, security) {
            all.extend(more);
        }
        operation["security"] = all;
    } else if let Some(Value::Array(all)) = operation.get_mut("security") {
        all.push(json!({}));
    }
}

/// What either takes: a parameter of the path in either's way, others only where they are given.
fn parameters(operation: &mut Value, others: Value) {
    let Value::Array(others) = others else { return };
    if operation["parameters"].is_null() {
        operation["parameters"] = json!([]);
    }
    let Value::Array(own) = &mut operation["parameters"] else { return };
    let same = |a: &Value, b: &Value| a["name"] == b["name"] && a["in"] == b["in"];
    for parameter in own.iter_mut() {
        let is_shared = others.iter().any(|other| same(parameter, other));
        if !is_shared && parameter["in"] != "path" {
            parameter["required"] = false.into();
        }
    }
    for mut other in others {
        match own.iter_mut().find(|parameter| same(parameter, &other)) {
            Some(parameter) => {
                if parameter["schema"] != other["schema"] {
                    let schemas = [parameter["schema"].take(), other["schema"].take()];
                    parameter["schema"] = json!({ "anyOf": schemas });
                }
                if other["in"] != "path" && other["required"] != true {
                    parameter["required"] = false.into();
                }
            }
            None => {
                if other["in"] != "path" {
                    other["required"] = false.into();
                }
                own.push(other);
            }
        }
    }
}

/// Media types of either; one of both has the schema of either.
fn union(content: &mut Value, other: Value) {
    let Value::Object(other) = other else { return };
    if content.is_null() {
        *content = Map::new().into();
    }
    for (media_type, body) in other {
        match content.get_mut(&media_type) {
            Some(own) if *own != body => {
                let schemas = [own["schema"].take(), body["schema"].clone()];
                own["schema"] = json!({ "anyOf": schemas });
            }
            Some(_) => {}
            None => content[media_type] = body,
        }
    }
}

/// Takes out contents that are none.
fn clean(responses: &mut Value) {
    for response in responses.as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
        if response.get("content").is_some_and(Value::is_null)
            && let Some(response) = response.as_object_mut()
        {
            response.remove("content");
        }
    }
}
