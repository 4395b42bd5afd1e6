//! The fields of a type as parameters of the query.

use serde_json::{Map, Value, json};

use super::schemas::{Direction, Schemas};
use crate::describe::{Form, Shape};

/// Why a type's parameters are not known, and the type.
pub(super) enum Untaken {
    Schema(&'static str),
    Fields(&'static str),
}

/// The parameters.
pub(super) fn parameters(
    schemas: &mut Schemas,
    shape: &Shape,
    is_required: bool,
) -> Result<Vec<Value>, Untaken> {
    let schema = schemas.schema(shape, Direction::Read).map_err(Untaken::Schema)?;
    let mut fields = Map::new();
    let mut required = Vec::new();
    if !gather(schemas, &schema, &mut fields, &mut required) {
        return whole(schemas, &schema, shape, is_required);
    }
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

/// The whole query as one parameter, whose value is an object: its fields are the parameters that are sent.
fn whole(schemas: &Schemas, schema: &Value, shape: &Shape, is_required: bool) -> Result<Vec<Value>, Untaken> {
    if !is_object(schemas, schema) {
        return Err(Untaken::Fields(match &shape.0 {
            Form::Type(name) => name,
            Form::Any | Form::Schema(_) => "any",
        }));
    }
    // A map may be empty, and then nothing is sent.
    let has_choice = ["oneOf", "anyOf"].iter().any(|key| schemas.resolved(schema).get(key).is_some());
    let has_required = schemas.resolved(schema).get("required").is_some();
    Ok(vec![json!({
        "in": "query",
        "name": "query",
        "required": is_required && (has_choice || has_required),
        "style": "form",
        "explode": true,
        "schema": schema,
    })])
}

/// Whether all that a schema takes are objects.
fn is_object(schemas: &Schemas, schema: &Value) -> bool {
    let schema = schemas.resolved(schema);
    if let Some(ty) = schema.get("type") {
        return ty == "object";
    }
    let mut choices = ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(key).and_then(Value::as_array));
    choices.next().is_some_and(|all| all.iter().all(|one| is_object(schemas, one)))
}

/// The fields of an object, and of those that it is made of; `false` where those are not all that it may have.
fn gather(
    schemas: &Schemas,
    schema: &Value,
    fields: &mut Map<String, Value>,
    required: &mut Vec<String>,
) -> bool {
    let schema = schemas.resolved(schema);
    let is_unit = schema.get("type").is_some_and(|ty| ty == "null");
    if !is_unit && !is_object(schemas, schema) && schema.get("allOf").is_none() {
        return false;
    }
    let mut is_all = ["oneOf", "anyOf", "patternProperties"].iter().all(|key| schema.get(key).is_none())
        && schema.get("additionalProperties").is_none_or(|more| more == false);
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        fields.extend(properties.clone());
    }
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    required.extend(names.filter_map(Value::as_str).map(str::to_owned));
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        is_all &= gather(schemas, part, fields, required);
    }
    is_all
}
