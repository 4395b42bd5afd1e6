//! The schemas of types, each once, by name.

use std::collections::HashMap;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::describe::{Form, Schemas as Generate, Shape};

/// Where schemas of what is written stand, and, while they are gathered, those of what is read.
const WRITTEN: &str = "/components/schemas";
const READ: &str = "/components/read";

/// The schemas so far. A type may look another way when it is read than when it is written: a field with a default may be
/// missing in the one and never is in the other.
pub(super) struct Schemas {
    known: HashMap<&'static str, Generate>,
    read: SchemaGenerator,
    written: SchemaGenerator,
}

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Read,
    Written,
}

impl Default for Schemas {
    fn default() -> Self {
        let settings = |path: &'static str| {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = path.into();
                settings.meta_schema = None;
            })
        };
        Schemas {
            known: HashMap::new(),
            read: settings(READ).for_deserialize().into_generator(),
            written: settings(WRITTEN).for_serialize().into_generator(),
        }
    }
}

impl Schemas {
    /// Adds types whose schemas can be made.
    pub(super) fn know(&mut self, types: HashMap<&'static str, Generate>) {
        self.known.extend(types);
    }

    /// The schema of a shape; `Err` with the type's name where it is not known.
    pub(super) fn schema(&mut self, shape: &Shape, direction: Direction) -> Result<Value, &'static str> {
        match &shape.0 {
            Form::Any => Ok(Value::Object(Map::new())),
            Form::Schema(schema) => Ok(schema.clone()),
            Form::Type(name) => {
                let generate = self.known.get(name).ok_or(*name)?;
                let generator = match direction {
                    Direction::Read => &mut self.read,
                    Direction::Written => &mut self.written,
                };
                Ok(generate(generator).to_value())
            }
        }
    }

    /// The schema of a type of our own.
    pub(super) fn written<T: schemars::JsonSchema>(&mut self) -> Value {
        self.written.subschema_for::<T>().to_value()
    }

    /// What is read, with a reference to a whole definition followed.
    pub(super) fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| name_in(path, READ));
        match name.and_then(|name| self.read.definitions().get(name)) {
            Some(definition) => definition,
            None => schema,
        }
    }

    /// All definitions. References in `document` to what is read lead to them: to the one that is written too where both are
    /// the same.
    pub(super) fn finish(mut self, document: &mut Value) -> Map<String, Value> {
        let mut written = self.written.take_definitions(true);
        let read = self.read.take_definitions(true);
        let names = names_of_read(&read, &written);
        let rename = |path: &str| {
            let name = name_in(path, READ)?;
            let name = names.get(name).map_or(name, String::as_str);
            Some(format!("#{WRITTEN}/{name}"))
        };
        replace(document, &rename);
        for (name, mut schema) in read {
            replace(&mut schema, &rename);
            written.entry(names.get(&name).cloned().unwrap_or(name)).or_insert(schema);
        }
        written
    }
}

/// The name of a definition at `place`.
fn name_in<'p>(path: &'p str, place: &str) -> Option<&'p str> {
    path.strip_prefix('#')?.strip_prefix(place)?.strip_prefix('/')
}

/// What the definitions of what is read are called: as they are, unless the same name is written and looks another way.
fn names_of_read(read: &Map<String, Value>, written: &Map<String, Value>) -> HashMap<String, String> {
    let as_written = |path: &str| name_in(path, READ).map(|name| format!("#{WRITTEN}/{name}"));
    let mut other: Vec<&String> = Vec::new();
    loop {
        let before = other.len();
        for (name, schema) in read {
            if other.contains(&name) {
                continue;
            }
            let mut alike = schema.clone();
            replace(&mut alike, &as_written);
            let differs = written.get(name).is_some_and(|written| *written != alike);
            // One that refers to another that differs differs too.
            if differs || written.contains_key(name) && refers(schema, &other) {
                other.push(name);
            }
        }
        if other.len() == before {
            break;
        }
    }
    let mut names: HashMap<String, String> = HashMap::new();
    for name in other {
        let mut new = format!("{name}Input");
        while read.contains_key(&new) || written.contains_key(&new) {
            new.push('_');
        }
        names.insert(name.clone(), new);
    }
    names
}

/// Whether a schema refers to one of these definitions of what is read.
fn refers(schema: &Value, names: &[&String]) -> bool {
    match schema {
        Value::Object(object) => object.iter().any(|(key, value)| match value {
            Value::String(path) if key == "$ref" => {
                name_in(path, READ).is_some_and(|name| names.iter().any(|other| *other == name))
            }
            value => refers(value, names),
        }),
        Value::Array(values) => values.iter().any(|value| refers(value, names)),
        _ => false,
    }
}

/// Replaces the targets of references.
fn replace(schema: &mut Value, by: &impl Fn(&str) -> Option<String>) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(path) if key == "$ref" => {
                        if let Some(new) = by(path) {
                            *path = new;
                        }
                    }
                    value => replace(value, by),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, by)),
        _ => {}
    }
}
