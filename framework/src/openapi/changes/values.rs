//! What a schema says of its values: without references, in few words, and which of two bounds is wider.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub(super) type Schema = Map<String, Value>;

/// The schemas of which a value fits one, without references: of `anyOf`, `oneOf` and several types.
pub(super) fn alternatives(document: &Value, schema: &Value, depth: usize) -> Vec<Schema> {
    let flat = flat(document, schema, depth);
    for key in ["anyOf", "oneOf"] {
        if let Some(all) = flat.get(key).and_then(Value::as_array) {
            let mut base = flat.clone();
            base.remove(key);
            let each = all.iter().flat_map(|one| alternatives(document, one, depth + 1));
            return each
                .map(|mut one| {
                    merge(&mut one, base.clone());
                    one
                })
                .collect();
        }
    }
    match flat.get("type").and_then(Value::as_array) {
        Some(types) => {
            let each = types.iter().map(|ty| {
                let mut one = flat.clone();
                if ty == "null" {
                    one.retain(|key, _| key == "type");
                }
                one.insert("type".to_owned(), ty.clone());
                if let Some(values) = one.get_mut("enum").and_then(Value::as_array_mut) {
                    values.retain(|value| !value.is_null());
                }
                one
            });
            each.collect()
        }
        None => vec![flat],
    }
}

/// A schema with what it refers to and all of its `allOf` in one.
fn flat(document: &Value, schema: &Value, depth: usize) -> Schema {
    let Some(schema) = schema.as_object() else { return Schema::new() };
    let mut flat = schema.clone();
    if depth > 32 {
        return flat;
    }
    if let Some(Value::String(reference)) = flat.remove("$ref") {
        let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        let target = target.map(|target| self::flat(document, target, depth + 1)).unwrap_or_default();
        merge(&mut flat, target);
    }
    if let Some(Value::Array(all)) = flat.remove("allOf") {
        for one in &all {
            merge(&mut flat, self::flat(document, one, depth + 1));
        }
    }
    flat
}

/// Adds what another schema asks for.
fn merge(schema: &mut Schema, other: Schema) {
    for (key, value) in other {
        match (schema.get_mut(&key), value) {
            (Some(Value::Object(own)), Value::Object(value)) => own.extend(value),
            (Some(Value::Array(own)), Value::Array(value)) if key == "required" => {
                own.extend(value.into_iter().filter(|name| !own.contains(name)).collect::<Vec<_>>());
            }
            (Some(_), _) => {}
            (None, value) => _ = schema.insert(key, value),
        }
    }
}

/// The type of the values: `any` where nothing is said.
pub(super) fn kind(schema: &Schema) -> String {
    if let Some(kind) = schema.get("type").and_then(Value::as_str) {
        return kind.to_owned();
    }
    let first = values_of(schema).and_then(|values| values.into_iter().next());
    let kind = match first.map(|first| serde_json::from_str(&first).unwrap_or(Value::Null)) {
        Some(Value::String(_)) => "string",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(number)) if number.is_f64() => "number",
        Some(Value::Number(_)) => "integer",
        Some(Value::Null) => "null",
        Some(Value::Object(_)) => "object",
        Some(Value::Array(_)) => "array",
        None if schema.contains_key("properties") => "object",
        None => "any",
    };
    kind.to_owned()
}

/// The values of an `enum` or a `const`, as JSON.
pub(super) fn values_of(schema: &Schema) -> Option<BTreeSet<String>> {
    match (schema.get("enum").and_then(Value::as_array), schema.get("const")) {
        (Some(values), _) => Some(values.iter().map(Value::to_string).collect()),
        (None, Some(value)) => Some([value.to_string()].into()),
        (None, None) => None,
    }
}

/// A schema in few words.
pub(super) fn words(schema: &Schema) -> String {
    if let Some(values) = values_of(schema) {
        return list(values.iter());
    }
    let kind = kind(schema);
    let fields = schema.get("properties").and_then(Value::as_object);
    match fields {
        Some(fields) if kind == "object" => {
            let fixed = |(name, value): (&String, &Value)| Some(format!("{name} {}", value.get("const")?));
            let fixed = fields.iter().find_map(fixed);
            fixed.map_or_else(
                || {
                    format!(
                        "object of {}",
                        fields.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                    )
                },
                |fixed| format!("object whose {fixed}"),
            )
        }
        _ => kind,
    }
}

/// A schema without what is said for people.
pub(super) fn words_off(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.retain(|key, _| {
        !["title", "description", "examples", "default", "deprecated"].contains(&key.as_str())
    });
    schema
}

pub(super) fn list<'v>(values: impl Iterator<Item = &'v String>) -> String {
    values.cloned().collect::<Vec<_>>().join(", ")
}

pub(super) fn order(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a.as_i64(), b.as_i64(), a.as_f64(), b.as_f64()) {
        (Some(a), Some(b), ..) => a.cmp(&b),
        (.., Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.to_string().cmp(&b.to_string()),
    }
}

/// How many bits below and above zero the numbers of a format have.
pub(super) fn width(format: &Value) -> Option<(u32, u32)> {
    Some(match format.as_str()? {
        "int8" => (7, 7),
        "int16" => (15, 15),
        "int32" => (31, 31),
        "int64" | "int" => (63, 63),
        "uint8" => (0, 8),
        "uint16" => (0, 16),
        "uint32" => (0, 32),
        "uint64" | "uint" => (0, 64),
        "float" => (1, 1),
        "double" => (2, 2),
        _ => return None,
    })
}
