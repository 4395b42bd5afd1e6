//! What is wrong with a description, as far as readers of its pages miss something by it.

use serde_json::Value;

use super::description::{METHODS, find};
use crate::openapi::pointer;

/// So many are told; a document of another kind has thousands.
const TOLD: usize = 20;

/// One sentence each, naming the place by its JSON pointer.
pub(super) fn find_all(root: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let Some(object) = root.as_object() else {
        return vec![format!("The description is {}, not an object.", kind(root))];
    };
    version(root, &mut problems);
    match object.get("info") {
        Some(info) if info.is_object() => {
            for key in ["title", "version"] {
                if !info.get(key).is_some_and(Value::is_string) {
                    problems.push(format!("`/info/{key}` is missing, or not a text."));
                }
            }
        }
        _ => problems.push("`/info` is missing, or not an object.".to_owned()),
    }
    if !["paths", "webhooks", "components"].iter().any(|key| object.contains_key(*key)) {
        problems.push("It has neither `paths` nor `webhooks` nor `components`.".to_owned());
    }
    for side in ["paths", "webhooks", "components"] {
        if object.get(side).is_some_and(|side| !side.is_object()) {
            problems.push(format!("`/{side}` is {}, not an object.", kind(&root[side])));
        }
    }
    for side in ["paths", "webhooks"] {
        for (path, item) in root.get(side).and_then(Value::as_object).into_iter().flatten() {
            path_item(side, path, item, &mut problems);
        }
    }
    references(root, root, &mut String::new(), 0, &mut problems);
    let more = problems.len().saturating_sub(TOLD);
    problems.truncate(TOLD);
    if more > 0 {
        problems.push(format!("And {more} more."));
    }
    problems
}

fn version(root: &Value, problems: &mut Vec<String>) {
    match root.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.") => {}
        Some(version) => problems.push(format!("It is of OpenAPI {version}: this page reads 3.1.")),
        None if root.get("swagger").is_some() => {
            problems.push("It is of Swagger 2: this page reads OpenAPI 3.1.".to_owned());
        }
        None => problems.push("`/openapi` is missing: it says `3.1.0` in a description of 3.1.".to_owned()),
    }
}

fn path_item(side: &str, path: &str, item: &Value, problems: &mut Vec<String>) {
    if path.starts_with("x-") {
        return;
    }
    let place = format!("/{side}/{}", pointer::escape(path));
    if side == "paths" && !path.starts_with('/') {
        problems.push(format!("`{place}` is left out: a path begins with a slash."));
    }
    let Some(item) = item.as_object() else {
        problems.push(format!("`{place}` is {}, not an object.", kind(item)));
        return;
    };
    for method in METHODS {
        let Some(operation) = item.get(method) else { continue };
        if !operation.is_object() {
            problems.push(format!("`{place}/{method}` is {}, not an object.", kind(operation)));
            continue;
        }
        for (key, is_right, right) in [
            ("parameters", Value::is_array as fn(&Value) -> bool, "an array"),
            ("responses", Value::is_object, "an object"),
            ("requestBody", Value::is_object, "an object"),
            ("security", Value::is_array, "an array"),
            ("tags", Value::is_array, "an array"),
        ] {
            if let Some(value) = operation.get(key)
                && !is_right(value)
            {
                problems.push(format!("`{place}/{method}/{key}` is {}, not {right}.", kind(value)));
            }
        }
        let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let is_named = parameter.get("name").is_some_and(Value::is_string);
            let is_placed = matches!(
                parameter.get("in").and_then(Value::as_str),
                Some("path" | "query" | "header" | "cookie" | "querystring")
            );
            if parameter.get("$ref").is_none() && !(is_named && is_placed) {
                let place = format!("{place}/{method}/parameters/{index}");
                problems
                    .push(format!("`{place}` is left out: it has no `name`, or no `in` of a known kind."));
            }
        }
    }
}

/// References that lead nowhere. What examples hold is data, not references.
fn references(root: &Value, value: &Value, place: &mut String, depth: usize, problems: &mut Vec<String>) {
    if depth > 100 {
        return;
    }
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                if let ("$ref", Some(reference)) = (key.as_str(), inner.as_str()) {
                    if !reference.starts_with('#') {
                        problems.push(format!(
                            "`{place}` refers to another document, `{reference}`: this page reads one alone."
                        ));
                    } else if find(root, reference).is_none() {
                        problems.push(format!("`{place}` refers to `{reference}`, which is not there."));
                    }
                } else if !matches!(key.as_str(), "example" | "examples" | "default" | "const" | "enum") {
                    let length = place.len();
                    place.push('/');
                    place.push_str(&pointer::escape(key));
                    references(root, inner, place, depth + 1, problems);
                    place.truncate(length);
                }
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                let length = place.len();
                place.push_str(&format!("/{index}"));
                references(root, inner, place, depth + 1, problems);
                place.truncate(length);
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_mistake_is_named_with_its_place() {
        let info = json!({"title": "T", "version": "1"});
        let cases = [
            (json!(5), "The description is a number, not an object."),
            (
                json!({"info": info, "paths": {}}),
                "`/openapi` is missing: it says `3.1.0` in a description of 3.1.",
            ),
            (
                json!({"swagger": "2.0", "info": info, "paths": {}}),
                "It is of Swagger 2: this page reads OpenAPI 3.1.",
            ),
            (
                json!({"openapi": "4.0", "info": info, "paths": {}}),
                "It is of OpenAPI 4.0: this page reads 3.1.",
            ),
            (json!({"openapi": "3.1.0", "paths": {}}), "`/info` is missing, or not an object."),
            (
                json!({"openapi": "3.1.0", "info": info}),
                "It has neither `paths` nor `webhooks` nor `components`.",
            ),
            (
                json!({"openapi": "3.1.0", "info": {"title": "T"}, "paths": {}}),
                "`/info/version` is missing, or not a text.",
            ),
            (json!({"openapi": "3.1.0", "info": info, "paths": []}), "`/paths` is an array, not an object."),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": []}}}),
                "`/paths/~1a/get` is an array, not an object.",
            ),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": {"parameters": {}}}}}),
                "`/paths/~1a/get/parameters` is an object, not an array.",
            ),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": {"parameters": [{"in": "query"}]}}}}),
                "`/paths/~1a/get/parameters/0` is left out: it has no `name`, or no `in` of a known kind.",
            ),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {"a": {}}}),
                "`/paths/a` is left out: a path begins with a slash.",
            ),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"A": {"$ref": "#/b"}}}}),
                "`/components/schemas/A` refers to `#/b`, which is not there.",
            ),
            (
                json!({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"A": {"$ref": "b.json"}}}}),
                "`/components/schemas/A` refers to another document, `b.json`: this page reads one alone.",
            ),
        ];
        for (description, expected) in cases {
            assert_eq!(find_all(&description), [expected], "{description}");
        }
    }

    #[test]
    fn not_every_one_of_thousands_is_told() {
        let paths: serde_json::Map<_, _> = (0..1000).map(|n| (format!("/{n}"), json!(5))).collect();
        let found =
            find_all(&json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}));
        assert_eq!(found.len(), TOLD + 1);
        assert_eq!(found.last().unwrap(), "And 980 more.");
    }
}
