//! One operation: a rule with one of its methods.

use serde_json::{Map, Value, json};
use wegwerk_routing::rule::Action;
use wegwerk_routing::table::{Leaf, Mounted, Table};

use super::collect::{Gathered, Site, security_scheme};
use super::hosts::Host;
use super::query::Untaken;
use super::schemas::Direction;
use super::template::{Template, variables};
use super::title;
use super::{Undescribed, parameters, query, responses};
use crate::describe::{Input, Operation, Parameter, Place};
use crate::matching::{Methods, way};

/// A rule, and what its handler says.
pub(super) struct Source<'s> {
    pub(super) leaf: &'static Leaf,
    pub(super) mounted: &'static Mounted,
    /// `None` where the block says nothing.
    pub(super) operation: Option<&'s Operation>,
}

impl<'s> Source<'s> {
    pub(super) fn of(site: &'s Site, leaf: &'static Leaf, mounted: &'static Mounted) -> Self {
        let block = site.blocks.get(usize::from(leaf.mount));
        let operation = block.and_then(|block| {
            block.endpoints.iter().find(|operation| operation.endpoint == leaf.rule.endpoint)
        });
        Source { leaf, mounted, operation }
    }

    /// The endpoint behind its mounts, with this between them.
    pub(super) fn endpoint(&self, between: &str) -> String {
        let way: Vec<&str> = way(self.mounted).chain([self.leaf.rule.endpoint]).collect();
        way.join(between)
    }

    /// The methods that OpenAPI has words for. `HEAD` goes without saying beside `GET`.
    pub(super) fn methods(&self, gathered: &mut Gathered) -> Vec<&'static str> {
        let methods = Methods::of(self.leaf.rule.methods);
        if methods.is_any() {
            return vec!["GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE"];
        }
        let has_get = methods.contains("GET");
        let known = |name: &&str| {
            matches!(*name, "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE")
        };
        for name in methods.names().filter(|name| !known(name)) {
            self.untold(gathered, format!("OpenAPI 3.1 has no word for the method `{name}`"));
        }
        methods.names().filter(known).filter(|name| *name != "HEAD" || !has_get).collect()
    }

    pub(super) fn untold(&self, gathered: &mut Gathered, what: String) {
        let rule = self.mounted.texts().iter().copied().chain([self.leaf.rule.text]).collect();
        gathered.undescribed.push(Undescribed { endpoint: self.endpoint("."), rule, what });
    }

    /// Where it is.
    pub(super) fn host(&self, table: &'static Table) -> Host {
        Host::of(table, self.leaf, self.operation.map_or(&[], |operation| &operation.variables))
    }

    /// Whether its handler is called at all.
    pub(super) fn is_handled(&self) -> bool {
        matches!(self.leaf.rule.action, Action::Handle { .. })
    }
}

/// The operation as OpenAPI has it.
pub(super) fn operation(
    site: &Site,
    source: &Source<'_>,
    template: &Template,
    method: &str,
    gathered: &mut Gathered,
) -> Value {
    let mut object = Map::new();
    if let Some(operation) = source.operation {
        let (summary, description) = title::split(operation.docs);
        if !summary.is_empty() {
            object.insert("summary".to_owned(), summary.into());
        }
        if !description.is_empty() {
            object.insert("description".to_owned(), description.into());
        }
        if operation.is_deprecated {
            object.insert("deprecated".to_owned(), true.into());
        }
    }
    let mut parameters = path_parameters(site, source);
    if let Some(operation) = source.operation.filter(|_| source.is_handled()) {
        let input = &operation.input;
        other_parameters(source, input, &mut parameters, gathered);
        if let Some(body) = body(source, input, method, gathered) {
            object.insert("requestBody".to_owned(), body);
        }
        if let Some(security) = security(input, gathered) {
            object.insert("security".to_owned(), security);
        }
    }
    if !parameters.is_empty() {
        object.insert("parameters".to_owned(), parameters.into());
    }
    object.insert("responses".to_owned(), responses::responses(site, source, template, method, gathered));
    object.into()
}

fn path_parameters(site: &Site, source: &Source<'_>) -> Vec<Value> {
    let shapes = source.operation.map_or(&[][..], |operation| &operation.variables);
    let parameters = variables(site.table, source.leaf).map(|variable| {
        let shape = shapes.iter().find(|(name, _)| *name == variable.name).map(|(_, shape)| shape);
        json!({
            "in": "path",
            "name": variable.name,
            "required": true,
            "schema": parameters::schema(variable, shape),
        })
    });
    parameters.collect()
}

fn other_parameters(
    source: &Source<'_>,
    input: &Input,
    parameters: &mut Vec<Value>,
    gathered: &mut Gathered,
) {
    for (shape, is_required) in &input.queries {
        match query::parameters(&mut gathered.schemas, shape, *is_required) {
            Ok(fields) => fields.into_iter().for_each(|field| add(parameters, field)),
            Err(Untaken::Schema(ty)) => source.untold(gathered, no_schema("the query", ty)),
            Err(Untaken::Fields(ty)) => source.untold(
                gathered,
                format!("no fields of the query are known: take a type that has some instead of `{ty}`"),
            ),
        }
    }
    for parameter in &input.parameters {
        let Parameter { place, name, description, shape, is_required } = parameter;
        let schema = gathered.schemas.schema(shape, Direction::Read);
        let schema = schema.unwrap_or_else(|ty| {
            source.untold(gathered, no_schema(&format!("`{name}`"), ty));
            json!({})
        });
        let place = match place {
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let mut value = json!({ "in": place, "name": name, "required": is_required, "schema": schema });
        if let Some(description) = description {
            value["description"] = description.as_ref().into();
        }
        add(parameters, value);
    }
}

/// Adds a parameter. One that several arguments take is one parameter, which all of them have to take.
fn add(parameters: &mut Vec<Value>, mut other: Value) {
    // The names of header fields are the same in any case.
    let name = |parameter: &Value| match (&parameter["in"], parameter["name"].as_str()) {
        (place, Some(name)) if place == "header" => name.to_ascii_lowercase(),
        (_, name) => name.unwrap_or_default().to_owned(),
    };
    let same = |known: &&mut Value| known["in"] == other["in"] && name(known) == name(&other);
    let Some(known) = parameters.iter_mut().find(same) else {
        parameters.push(other);
        return;
    };
    if other["required"] == true {
        known["required"] = true.into();
    }
    if known["schema"] != other["schema"] {
        let schemas = [known["schema"].take(), other["schema"].take()];
        known["schema"] = json!({ "allOf": schemas });
    }
    if known.get("description").is_none()
        && let Some(description) = other.get_mut("description")
    {
        known["description"] = description.take();
    }
}

fn body(source: &Source<'_>, input: &Input, method: &str, gathered: &mut Gathered) -> Option<Value> {
    if input.bodies.is_empty()
        || matches!(method, "GET" | "HEAD" | "DELETE" | "OPTIONS" | "TRACE") && !input.needs_body
    {
        return None;
    }
    let mut content = Map::new();
    for (media_type, shape) in &input.bodies {
        let schema = gathered.schemas.schema(shape, Direction::Read).unwrap_or_else(|ty| {
            source.untold(gathered, no_schema("the body", ty));
            json!({})
        });
        let schema = if media_type == "application/x-www-form-urlencoded" {
            query::form(&gathered.schemas, schema)
        } else {
            schema
        };
        content.insert(media_type.to_string(), json!({ "schema": schema }));
    }
    Some(json!({ "content": content, "required": input.needs_body }))
}

/// What is written where a type has no schema.
pub(super) fn no_schema(what: &str, ty: &str) -> String {
    format!("no schema of {what}: derive `schemars::JsonSchema` for `{ty}`")
}

fn security(input: &Input, gathered: &mut Gathered) -> Option<Value> {
    if input.security.is_empty() {
        return None;
    }
    let (mut together, mut required) = (Map::new(), Map::new());
    for scheme in &input.security {
        let value = security_scheme(&scheme.kind, scheme.description.as_deref());
        gathered.security.insert(scheme.name.to_string(), value);
        together.insert(scheme.name.to_string(), json!([]));
        if !scheme.is_optional {
            required.insert(scheme.name.to_string(), json!([]));
        }
    }
    Some(if required == together { json!([together]) } else { json!([together, required]) })
}
