//! A value that a schema allows, for where a description gives none.

use serde_json::{Map, Value, json};

use super::description::{Description, View};

/// Which way a value goes: what is read only is not sent, what is write only does not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Sent,
    Answered,
}

/// The example of a media type or a parameter: its own, else one made of its schema.
pub(super) fn example(description: &Description, part: View<'_>, way: Way) -> Option<Value> {
    if let Some(example) = part.get("example") {
        return Some(example.clone());
    }
    let named = part.get("examples").and_then(Value::as_object).and_then(|examples| examples.values().next());
    if let Some(value) = named.and_then(|example| description.view(example).get("value").cloned()) {
        return Some(value);
    }
    part.get("schema").map(|schema| of_schema(description, schema, way))
}

/// A value that the schema allows, or nearly.
pub(super) fn of_schema(description: &Description, schema: &Value, way: Way) -> Value {
    Maker { description, way, names: Vec::new(), left: 400 }.value(schema, 0)
}

struct Maker<'a> {
    description: &'a Description,
    way: Way,
    /// The schemas that the value stands in, by name.
    names: Vec<&'a str>,
    /// How many values may still be made: schemas that refer to each other often are large without end.
    left: usize,
}

impl<'a> Maker<'a> {
    fn value(&mut self, schema: &'a Value, depth: usize) -> Value {
        let view = self.description.view(schema);
        if let Some(name) = view.name {
            if self.names.contains(&name) {
                return Value::Null;
            }
            self.names.push(name);
        }
        let value = self.unnamed(view, depth);
        if view.name.is_some() {
            self.names.pop();
        }
        value
    }

    fn unnamed(&mut self, view: View<'a>, depth: usize) -> Value {
        if let Some(given) = given(view) {
            return given;
        }
        if depth > 8 || self.left == 0 {
            return Value::Null;
        }
        self.left -= 1;
        if view.get("allOf").is_some() {
            return self.all_of(view, depth);
        }
        let variant = view.items("oneOf").chain(view.items("anyOf")).find(|variant| !is_null(variant));
        if let Some(variant) = variant {
            let value = self.value(variant, depth + 1);
            return match (value, view.get("properties")) {
                (Value::Object(variant), Some(_)) => {
                    let mut object = self.object(view, depth);
                    object.extend(variant);
                    Value::Object(object)
                }
                (value, _) => value,
            };
        }
        match kind(view) {
            Some("object") => Value::Object(self.object(view, depth)),
            Some("array") => self.array(view, depth),
            Some("string") => Value::String(text(view)),
            Some("integer") => integer(view),
            Some("number") => view.get("minimum").cloned().unwrap_or_else(|| json!(1.5)),
            Some("boolean") => Value::Bool(true),
            _ => Value::Null,
        }
    }

    fn all_of(&mut self, view: View<'a>, depth: usize) -> Value {
        let mut object = self.object(view, depth);
        for part in view.items("allOf") {
            match self.value(part, depth + 1) {
                Value::Object(part) => object.extend(part),
                Value::Null => {}
                value if object.is_empty() => return value,
                _ => {}
            }
        }
        Value::Object(object)
    }

    fn object(&mut self, view: View<'a>, depth: usize) -> Map<String, Value> {
        let hidden = if self.way == Way::Sent { "readOnly" } else { "writeOnly" };
        let required: Vec<_> = view.items("required").filter_map(Value::as_str).collect();
        let mut object = Map::new();
        for (name, schema) in view.entries("properties") {
            let property = self.description.view(schema);
            if property.is(hidden) || (self.way == Way::Sent && property.is("deprecated")) {
                continue;
            }
            // What may be left out is, where it would only be another null.
            let value = self.value(schema, depth + 1);
            if !value.is_null() || required.contains(&name.as_str()) {
                object.insert(name.clone(), value);
            }
        }
        if object.is_empty()
            && let Some(schema) = view.get("additionalProperties").filter(|schema| schema.is_object())
        {
            object.insert("key".to_owned(), self.value(schema, depth + 1));
        }
        object
    }

    fn array(&mut self, view: View<'a>, depth: usize) -> Value {
        let mut items: Vec<_> = view.items("prefixItems").map(|item| self.value(item, depth + 1)).collect();
        if items.is_empty()
            && let Some(item) = view.get("items").filter(|item| item.is_object())
        {
            let least = view.get("minItems").and_then(Value::as_u64).unwrap_or(1).clamp(1, 3);
            let item = self.value(item, depth + 1);
            if !item.is_null() {
                items.extend((0..least).map(|_| item.clone()));
            }
        }
        Value::Array(items)
    }
}

/// A value that the schema itself names.
pub(super) fn given(view: View<'_>) -> Option<Value> {
    let listed = |key: &str| view.items(key).next().cloned();
    let named = ["const", "example"].iter().find_map(|key| view.get(key).cloned());
    let default = || view.get("default").filter(|default| !default.is_null()).cloned();
    named
        .or_else(|| listed("examples"))
        .or_else(default)
        .or_else(|| view.items("enum").find(|value| !value.is_null()).cloned())
}

/// The type, of several the first that is not null; what the keywords tell where none is said.
pub(super) fn kind<'a>(view: View<'a>) -> Option<&'a str> {
    let said = match view.get("type") {
        Some(Value::String(kind)) => Some(kind.as_str()),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => None,
    };
    said.or_else(|| {
        let has = |keys: &[&str]| keys.iter().any(|key| view.get(key).is_some());
        if has(&["properties", "additionalProperties", "patternProperties"]) {
            Some("object")
        } else if has(&["items", "prefixItems"]) {
            Some("array")
        } else if has(&["pattern", "format", "minLength", "maxLength"]) {
            Some("string")
        } else if has(&["minimum", "maximum", "multipleOf"]) {
            Some("number")
        } else {
            None
        }
    })
}

pub(super) fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null") || schema.get("const") == Some(&Value::Null)
}

fn integer(view: View<'_>) -> Value {
    let number = |key: &str| view.get(key).and_then(Value::as_i64);
    let least = number("minimum").or_else(|| number("exclusiveMinimum").map(|least| least.saturating_add(1)));
    let step = number("multipleOf").filter(|step| *step > 0).unwrap_or(1);
    let most = number("maximum").or_else(|| number("exclusiveMaximum").map(|most| most.saturating_sub(1)));
    let least = least.unwrap_or_else(|| most.map_or(1, |most| most.min(1)));
    Value::from(least.checked_add(step - 1).map_or(least, |high| high - high.rem_euclid(step)))
}

fn text(view: View<'_>) -> String {
    let text = match view.text("format") {
        Some("date-time") => "2026-03-14T09:26:53Z",
        Some("date") => "2026-03-14",
        Some("time") => "09:26:53Z",
        Some("duration") => "PT1H",
        Some("email" | "idn-email") => "ada@example.org",
        Some("uuid") => "7f1b6a52-30ce-4d1a-9c0b-2f5d8a1e6b34",
        Some("uri" | "url" | "iri" | "uri-reference") => "https://example.org/",
        Some("hostname" | "idn-hostname") => "example.org",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("byte") => "U2hvcnQ=",
        Some("password") => "correct horse",
        _ => "text",
    };
    let bound =
        |key: &str| view.get(key).and_then(Value::as_u64).and_then(|bound| usize::try_from(bound).ok());
    let most = bound("maxLength").unwrap_or(usize::MAX);
    let least = bound("minLength").unwrap_or(0).min(200);
    let mut fitting: String = text.chars().take(most).collect();
    let length = fitting.chars().count();
    fitting.extend(text.chars().cycle().skip(length).take(least.saturating_sub(length)));
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(schema: &Value, way: Way) -> Value {
        let root = json!({"components": {"schemas": {
            "Node": {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": "#/components/schemas/Node"}}},
            "Wide": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Wide1"}, "b": {"$ref": "#/components/schemas/Wide1"}}},
            "Wide1": {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Wide"}, {"type": "null"}]}},
        }}});
        of_schema(&Description::new(root), schema, way)
    }

    #[test]
    fn a_value_is_made_of_what_the_schema_says() {
        let cases = [
            (json!({"type": "integer", "minimum": 5, "multipleOf": 4}), json!(8)),
            (json!({"type": "integer", "maximum": -3}), json!(-3)),
            (json!({"type": "integer", "exclusiveMinimum": i64::MAX}), json!(i64::MAX)),
            (json!({"type": ["string", "null"], "maxLength": 2}), json!("te")),
            (json!({"type": "string", "minLength": 6}), json!("textte")),
            (json!({"enum": [null, "b"]}), json!("b")),
            (json!({"const": 0}), json!(0)),
            (json!({"type": "array", "items": {"type": "boolean"}}), json!([true])),
            (
                json!({"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]}),
                json!({"a": 1, "b": 2}),
            ),
            (json!({"oneOf": [{"type": "null"}, {"const": "x"}]}), json!("x")),
            (json!({"$ref": "#/components/schemas/Node"}), json!({"name": "text"})),
            (json!({"$ref": "#/components/schemas/Wide"}), json!({"a": [], "b": []})),
            (json!({"additionalProperties": {"type": "integer"}}), json!({"key": 1})),
            (json!({"$ref": "#/nowhere"}), Value::Null),
            (json!(true), Value::Null),
        ];
        for (schema, expected) in cases {
            assert_eq!(made(&schema, Way::Sent), expected, "{schema}");
        }
    }

    #[test]
    fn what_is_read_only_is_not_sent() {
        let schema = json!({"properties": {
            "id": {"const": 1, "readOnly": true}, "secret": {"const": 2, "writeOnly": true},
        }});
        assert_eq!(made(&schema, Way::Sent), json!({"secret": 2}));
        assert_eq!(made(&schema, Way::Answered), json!({"id": 1}));
    }
}
