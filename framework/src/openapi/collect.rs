//! From the table and what types say to paths and components.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};
use wegwerk_routing::rule::Action;
use wegwerk_routing::table::{Leaf, Mounted, Table};

use super::errors::ErrorForms;
use super::hosts::Host;
use super::operation::{self, Source};
use super::schemas::Schemas;
use super::template::Template;
use super::{Undescribed, merge};
use crate::describe::{Operations, SecurityKind};
use crate::matching::way;

/// What is known while the description is made.
pub(super) struct Site {
    pub(super) table: &'static Table,
    /// What each block of [`Table::mounts`] says of its handlers.
    pub(super) blocks: Vec<Operations>,
    pub(super) errors: Vec<ErrorForms>,
}

/// What the description gathers.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) schemas: Schemas,
    pub(super) security: Map<String, Value>,
    pub(super) undescribed: Vec<Undescribed>,
}

/// What the table and the types give.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// The paths, the components and the tags.
    pub(super) described: Map<String, Value>,
    pub(super) elsewhere: Elsewhere,
    /// What is not told.
    pub(super) undescribed: Vec<Undescribed>,
    /// The version of the package that the app is in, where cargo builds it.
    pub(super) version: Option<&'static str>,
}

/// The hosts of operations that are not at the servers of the description, by path and method.
pub(super) type Elsewhere = BTreeMap<(String, String), Vec<Host>>;

/// Describes all operations.
pub(super) fn collect(table: &'static Table) -> Collected {
    let mut blocks: Vec<Operations> = table.mounts().iter().map(describe).collect();
    let version = blocks.first().and_then(|root| root.version);
    let mut gathered = Gathered::default();
    for block in &mut blocks {
        gathered.schemas.know(std::mem::take(&mut block.schemas));
    }
    let errors = ErrorForms::of_all(table, &blocks);
    let site = Site { table, blocks, errors };
    let mut paths = Paths::default();
    let mut tags: Vec<String> = Vec::new();
    for leaf in in_source_order(table) {
        let Some(mounted) = table.mounted(leaf) else { continue };
        let is_built = matches!(leaf.rule.action, Action::BuildOnly);
        if leaf.rule.websocket || is_built || is_reader(mounted) {
            continue;
        }
        let source = Source::of(&site, leaf, mounted);
        let tag = tag(mounted);
        let template = Template::of(table, leaf, mounted);
        for method in source.methods(&mut gathered) {
            let operation = operation::operation(&site, &source, &template, method, &mut gathered);
            paths.add(&template, method, &source.endpoint("_"), &tag, operation, source.host(table));
        }
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let Gathered { schemas, security, mut undescribed } = gathered;
    let mut known = Vec::new();
    undescribed.retain(|what| {
        let is_new = !known.contains(what);
        if is_new {
            known.push(what.clone());
        }
        is_new
    });
    let mut described = Map::new();
    described.insert("paths".to_owned(), std::mem::take(&mut paths.items).into());
    let mut components = Map::new();
    if !security.is_empty() {
        components.insert("securitySchemes".to_owned(), security.into());
    }
    let mut document = Value::Object(described);
    let definitions = schemas.finish(&mut document);
    if !definitions.is_empty() {
        components.insert("schemas".to_owned(), definitions.into());
    }
    let Value::Object(mut described) = document else { return Collected::default() };
    if !components.is_empty() {
        described.insert("components".to_owned(), components.into());
    }
    let tags: Vec<Value> = tags.iter().map(|name| json!({ "name": name })).collect();
    described.insert("tags".to_owned(), tags.into());
    paths.hosts.retain(|_, hosts| hosts.iter().any(|host| *host != Host::Servers));
    Collected { described, elsewhere: paths.hosts, undescribed, version }
}

fn describe(mounted: &Mounted) -> Operations {
    let mut operations = Operations::default();
    if let Some(describe) = mounted.map.describe {
        describe(&mut operations);
    }
    operations
}

/// Whether an app shows descriptions, and is no part of what they are about.
fn is_reader(mounted: &Mounted) -> bool {
    mounted.map.id.starts_with("wegwerk::reference::")
}

/// Apps as they are mounted, and in each its rules as they are written.
fn in_source_order(table: &'static Table) -> Vec<&'static Leaf> {
    let mut leaves: Vec<&Leaf> = table.leaves().iter().collect();
    leaves.sort_by_key(|leaf| {
        let place = leaf.rule.place;
        (leaf.mount, place.file, place.line, place.column)
    });
    leaves
}

/// The group that operations are shown in: the mounts that lead to their app, or its name for the root.
fn tag(mounted: &'static Mounted) -> String {
    let way: Vec<&str> = way(mounted).collect();
    if way.is_empty() { mounted.map.app.to_owned() } else { way.join(" / ") }
}

/// The paths so far.
#[derive(Default)]
struct Paths {
    items: Map<String, Value>,
    /// The template that stands for all of the same shape.
    templates: HashMap<String, Template>,
    ids: Vec<String>,
    hosts: Elsewhere,
}

impl Paths {
    fn add(
        &mut self,
        template: &Template,
        method: &str,
        id: &str,
        tag: &str,
        mut operation: Value,
        host: Host,
    ) {
        let known = self.templates.entry(template.shape()).or_insert_with(|| template.clone());
        template.rename(known, &mut operation);
        let path = known.text();
        let method_key = method.to_ascii_lowercase();
        let hosts = self.hosts.entry((path.clone(), method_key.clone())).or_default();
        if !hosts.contains(&host) {
            hosts.push(host);
        }
        let item = self.items.entry(path).or_insert_with(|| json!({}));
        operation["tags"] = json!([tag]);
        match item.get_mut(&method_key) {
            Some(before) => merge::merge(before, operation),
            None => {
                let id = unique(&mut self.ids, id, &method_key);
                operation["operationId"] = id.into();
                item[method_key] = operation;
            }
        }
    }
}

/// The endpoint; with the method, and then with a number, where it was there before.
fn unique(ids: &mut Vec<String>, endpoint: &str, method: &str) -> String {
    let with_method = format!("{endpoint}_{method}");
    let numbered = (2..).map(|n| format!("{with_method}_{n}"));
    let mut candidates = [endpoint.to_owned(), with_method.clone()].into_iter().chain(numbered);
    let id = candidates.find(|id| !ids.contains(id)).unwrap_or(with_method);
    ids.push(id.clone());
    id
}

/// A security scheme as OpenAPI has it.
pub(super) fn security_scheme(kind: &SecurityKind, description: Option<&str>) -> Value {
    let mut scheme = match kind {
        SecurityKind::Http(scheme) => json!({ "type": "http", "scheme": scheme }),
        SecurityKind::Key(place, name) => json!({ "type": "apiKey", "in": place, "name": name }),
    };
    if let Some(description) = description {
        scheme["description"] = description.into();
    }
    scheme
}
