//! The fields of a type as parameters of the query.

use serde_json::{Map, Value, json};

use super::schemas::{Direction, Schemas};
use crate::describe::Shape;

/// The parameters; `Err` with what has no fields, or no schema.
pub(super) fn parameters(
    schemas: &mut Schemas,
    shape: &Shape,
    is_required: bool,
) -> Result<Vec<Value>, &'static str> {
    let schema = schemas.schema(shape, Direction::Read)?;
    let mut fields = Map::new();
    let mut required = Vec::new();
    gather(schemas, &schema, &mut fields, &mut required);
    let parameters = fields.into_iter().map(|(name, mut schema)| {
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let is_deprecated = schema.get("deprecated").and_then(Value::as_bool);
        let mut parameter = json!({
            "in": "query",
            "name": name,
            "required": is_required && required.contains(&name),
            "schema": schema,
        });
        if let Some(description) = description {
            parameter["description"] = description;
        }
        if is_deprecated == Some(true) {
            parameter["deprecated"] = true.into();
        }
        parameter
    });
    Ok(parameters.collect())
}

/// The schema of a form: in it a list of one looks like that one alone.
pub(super) fn form(schemas: &Schemas, schema: Value) -> Value {
    let resolved = schemas.resolved(&schema);
    let Some(properties) = resolved.get("properties").and_then(Value::as_object) else { return schema };
    let items = |property: &Value| {
        let is_list = property.get("type").is_some_and(|ty| ty == "array");
        property.get("items").filter(|_| is_list).cloned()
    };
    if properties.values().all(|property| items(property).is_none()) {
        return schema;
    }
    let mut form = resolved.clone();
    for (name, property) in properties {
        let Some(item) = items(property) else { continue };
        let mut list = property.clone();
        let mut either = json!({});
        for key in ["description", "default", "deprecated"] {
            if let Some(said) = list.as_object_mut().and_then(|list| list.remove(key)) {
                either[key] = said;
            }
        }
        either["anyOf"] = json!([list, item]);
        form["properties"][name] = either;
    }
    form
}

/// The fields of an object, and of those that it is made of.
fn gather(schemas: &Schemas, schema: &Value, fields: &mut Map<String, Value>, required: &mut Vec<String>) {
    let schema = schemas.resolved(schema);
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        fields.extend(properties.clone());
    }
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    required.extend(names.filter_map(Value::as_str).map(str::to_owned));
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        gather(schemas, part, fields, required);
    }
}
