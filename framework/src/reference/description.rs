//! An OpenAPI description as the pages read it: operations by group, references, and what is wrong with it.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::problems;
use crate::openapi::pointer;

/// The methods that a path item may describe, in the order of the pages.
pub(super) const METHODS: [&str; 9] =
    ["get", "head", "post", "put", "patch", "delete", "options", "trace", "query"];

/// What a description holds, and an index of it.
#[derive(Debug)]
pub(super) struct Description {
    root: Value,
    pub(super) operations: Vec<Operation>,
    pub(super) groups: Vec<Group>,
    pub(super) schemas: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// Where an operation stands, and what lists say of it.
#[derive(Debug)]
pub(super) struct Operation {
    /// Its name in the addresses of pages, unique.
    pub(super) slug: String,
    /// The path as it is written; the name of a webhook.
    pub(super) path: String,
    pub(super) method: &'static str,
    pub(super) title: String,
    pub(super) id: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) deprecated: bool,
    /// Whether the described side sends it, rather than answers it.
    pub(super) webhook: bool,
}

/// Operations that stand together.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) operations: Vec<usize>,
}

/// A part of a description that may have been referred to.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// What stands there.
    outer: &'a Value,
    /// What it refers to, or itself.
    pub(super) target: &'a Value,
    /// The name under `components` that it refers to.
    pub(super) name: Option<&'a str>,
    /// The reference, where nothing is found by it.
    pub(super) missing: Option<&'a str>,
}

impl<'a> View<'a> {
    /// What a key says: what stands beside the reference goes first.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.outer.get(key).or_else(|| self.target.get(key))
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(Value::as_str)
    }

    /// Whether a key says `true`.
    pub(super) fn is(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The entries of an object.
    pub(super) fn entries(&self, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
        self.get(key).and_then(Value::as_object).into_iter().flatten()
    }

    /// The elements of an array.
    pub(super) fn items(&self, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
        self.get(key).and_then(Value::as_array).into_iter().flatten()
    }
}

impl Description {
    pub(super) fn new(root: Value) -> Self {
        let problems = problems::find_all(&root);
        let mut description =
            Description { root, operations: Vec::new(), groups: Vec::new(), schemas: Vec::new(), problems };
        description.operations = description.list();
        description.groups = description.group();
        let schemas = description.root.pointer("/components/schemas").and_then(Value::as_object);
        description.schemas = schemas.map(|schemas| schemas.keys().cloned().collect()).unwrap_or_default();
        description
    }

    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// The text of `info`.
    pub(super) fn info(&self, key: &str) -> Option<&str> {
        self.root.get("info")?.get(key)?.as_str()
    }

    pub(super) fn title(&self) -> &str {
        self.info("title").filter(|title| !title.trim().is_empty()).unwrap_or("API")
    }

    /// What a part is, its references followed.
    pub(super) fn view<'a>(&'a self, part: &'a Value) -> View<'a> {
        let mut view = View { outer: part, target: part, name: None, missing: None };
        // A chain of references is short, unless it is a circle.
        for _ in 0..16 {
            let Some(reference) = view.target.get("$ref").and_then(Value::as_str) else { return view };
            view.name = self.component(reference);
            match find(&self.root, reference) {
                Some(found) => view.target = found,
                None => return View { missing: Some(reference), target: &Value::Null, ..view },
            }
        }
        let circle = view.target.get("$ref").and_then(Value::as_str);
        View { missing: circle, target: &Value::Null, ..view }
    }

    /// The name under `components` that a reference is to, as it stands there; `None` where it is to a part of it.
    fn component(&self, reference: &str) -> Option<&str> {
        let rest = percent_decode_str(reference.strip_prefix("#/components/")?).decode_utf8().ok()?;
        let (kind, name) = rest.split_once('/').filter(|(_, name)| !name.contains('/'))?;
        let name = pointer::unescape(name);
        let named = self.root.get("components")?.get(kind)?.as_object()?.get_key_value(name.as_str())?;
        Some(named.0)
    }

    /// What stands under a path or a webhook, and the operation there.
    pub(super) fn operation<'a>(&'a self, operation: &Operation) -> (View<'a>, View<'a>) {
        let side = if operation.webhook { "webhooks" } else { "paths" };
        let item = self.root.get(side).and_then(|items| items.get(&operation.path)).unwrap_or(&Value::Null);
        let item = self.view(item);
        (item, self.view(item.get(operation.method).unwrap_or(&Value::Null)))
    }

    fn list(&self) -> Vec<Operation> {
        let mut slugs = HashSet::new();
        let mut operations = Vec::new();
        for (side, webhook) in [("paths", false), ("webhooks", true)] {
            let items: &Map<String, Value> = match self.root.get(side).and_then(Value::as_object) {
                Some(items) => items,
                None => continue,
            };
            for (path, item) in items {
                if !webhook && !path.starts_with('/') {
                    continue;
                }
                let item = self.view(item);
                for method in METHODS {
                    let Some(described) = item.get(method).filter(|described| described.is_object()) else {
                        continue;
                    };
                    let view = self.view(described);
                    let id = view.text("operationId").map(str::to_owned);
                    let fallback = || format!("{}-{path}", if webhook { "webhook" } else { method });
                    let slug = unique(slug(&id.clone().unwrap_or_else(fallback)), &mut slugs);
                    let title = view.text("summary").filter(|summary| !summary.trim().is_empty());
                    operations.push(Operation {
                        slug,
                        title: title.unwrap_or(path).to_owned(),
                        path: path.clone(),
                        method,
                        id,
                        tags: view.items("tags").filter_map(Value::as_str).map(str::to_owned).collect(),
                        deprecated: view.is("deprecated"),
                        webhook,
                    });
                }
            }
        }
        operations
    }

    /// Operations by tag: the tags in the order in which they are declared, then others as they are met.
    fn group(&self) -> Vec<Group> {
        let empty = |name: &str, description: Option<&str>| Group {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            operations: Vec::new(),
        };
        let tags = self.root.get("tags").and_then(Value::as_array).into_iter().flatten();
        let mut groups: Vec<Group> = tags
            .filter_map(|tag| {
                let name = tag.get("name")?.as_str()?;
                Some(empty(name, tag.get("description").and_then(Value::as_str)))
            })
            .collect();
        let mut place = |name: &str, index: usize| {
            let at = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
                groups.push(empty(name, None));
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(at)
                && group.operations.last() != Some(&index)
            {
                group.operations.push(index);
            }
        };
        for (index, operation) in self.operations.iter().enumerate() {
            if operation.webhook {
                continue;
            }
            match operation.tags.as_slice() {
                [] => place("Operations", index),
                tags => tags.iter().for_each(|tag| place(tag, index)),
            }
        }
        for (index, _) in self.operations.iter().enumerate().filter(|(_, operation)| operation.webhook) {
            place("Webhooks", index);
        }
        groups.retain(|group| !group.operations.is_empty());
        groups
    }
}

/// What a reference within the document leads to.
pub(super) fn find<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?;
    root.pointer(&pointer)
}

/// A text as a segment of an address: letters, digits, `-`, `_` and `.`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, '_' | '.') {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    // A segment of dots is taken off an address.
    if slug.chars().all(|letter| letter == '.') { format!("operation{slug}") } else { slug }
}

fn unique(slug: String, taken: &mut HashSet<String>) -> String {
    let mut candidate = slug.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{slug}-{number}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn operations_have_names_of_their_own_and_stand_by_tag() {
        let description = Description::new(json!({
            "openapi": "3.1.0", "info": {"title": "T", "version": "1"},
            "tags": [{"name": "b", "description": "second"}, {"name": "unused"}],
            "paths": {
                "/a/{id}": {
                    "get": {"operationId": "same", "tags": ["a", "b"]},
                    "put": {"operationId": "same", "summary": "Puts it"},
                    "x-own": {},
                },
                "/..": {"get": {}}, "no-slash": {"get": {}}, "/odd": 5,
            },
            "webhooks": {"sent": {"post": {}}},
        }));
        let slugs: Vec<_> = description.operations.iter().map(|operation| operation.slug.as_str()).collect();
        assert_eq!(slugs, ["same", "same-2", "get-..", "webhook-sent"]);
        let groups: Vec<_> =
            description.groups.iter().map(|group| (group.name.as_str(), group.operations.clone())).collect();
        assert_eq!(
            groups,
            [("b", vec![0]), ("a", vec![0]), ("Operations", vec![1, 2]), ("Webhooks", vec![3])]
        );
    }

    #[test]
    fn no_name_is_a_segment_that_addresses_drop() {
        let cases =
            [("", "operation"), ("..", "operation.."), ("/", "operation"), ("a/b c", "a-b-c"), ("é", "é")];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn references_are_followed_and_circles_end() {
        let root = json!({
            "components": {"schemas": {
                "a": {"$ref": "#/components/schemas/b%20c"}, "b c": {"type": "string", "title": "inner"},
                "d/~e": {"properties": {"f": true}},
                "x": {"$ref": "#/components/schemas/y"}, "y": {"$ref": "#/components/schemas/x"},
            }},
        });
        let description = Description::new(root);
        let outer = json!({"$ref": "#/components/schemas/a", "title": "outer"});
        let view = description.view(&outer);
        assert_eq!(
            (view.text("type"), view.text("title"), view.missing),
            (Some("string"), Some("outer"), None)
        );
        for (reference, name) in [
            ("#/components/schemas/b%20c", Some("b c")),
            ("#/components/schemas/d~1~0e", Some("d/~e")),
            ("#/components/schemas/d~1~0e/properties/f", None),
        ] {
            let reference = json!({"$ref": reference});
            let view = description.view(&reference);
            assert_eq!((view.name, view.missing), (name, None), "{reference}");
        }
        let circle = json!({"$ref": "#/components/schemas/x"});
        assert!(description.view(&circle).missing.is_some());
        let nowhere = json!({"$ref": "#/components/nowhere"});
        assert_eq!(description.view(&nowhere).missing, Some("#/components/nowhere"));
    }
}
