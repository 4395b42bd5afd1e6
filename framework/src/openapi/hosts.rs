//! The hosts that operations are at, where rules name subdomains or hosts: the servers of an operation.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use wegwerk_routing::map::Hosts;
use wegwerk_routing::rule::{Class, Limits, Part, Piece, Variable};
use wegwerk_routing::table::{Leaf, Table};

use super::parameters;
use crate::describe::Shape;

/// What stands in a host as it is, with that of an address and its port.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b':').remove(b'[').remove(b']');

/// The longest that a label of a host can be.
const LABEL: u32 = 63;

/// What an app is relative to where no server of it is known.
const UNKNOWN: &str = "localhost";

/// Where an operation is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Host {
    /// At the servers of the description.
    Servers,
    /// At this subdomain of each.
    Subdomain(Name),
    /// At this host.
    Whole(Name),
}

/// A subdomain or a host, and its variables, as OpenAPI writes them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    template: String,
    variables: Map<String, Value>,
}

impl Host {
    /// That of a rule. The shapes are those of its variables' types.
    pub(super) fn of(table: &'static Table, leaf: &'static Leaf, shapes: &[(&'static str, Shape)]) -> Self {
        match (table.hosts(), table.domain(leaf)) {
            (None, _) | (Some(Hosts::Hosts), None) => Host::Servers,
            (Some(Hosts::Subdomains(default)), None) if default.pattern.is_empty() => Host::Servers,
            (Some(Hosts::Subdomains(default)), None) => Host::Subdomain(Name::of(default, &[], shapes)),
            (Some(Hosts::Subdomains(_)), Some(domain)) if domain.text.is_empty() => Host::Servers,
            (Some(Hosts::Subdomains(_)), Some(domain)) => {
                Host::Subdomain(Name::of(&domain.part, domain.variables, shapes))
            }
            (Some(Hosts::Hosts), Some(domain)) => {
                Host::Whole(Name::of(&domain.part, domain.variables, shapes))
            }
        }
    }

    /// The servers, for a description with these.
    fn servers(&self, described: &[Value]) -> Vec<Value> {
        let root = [json!({ "url": "/" })];
        let described = if described.is_empty() { &root[..] } else { described };
        match self {
            Host::Servers => described.to_vec(),
            Host::Subdomain(name) => described.iter().map(|server| name.below(server)).collect(),
            Host::Whole(name) => described.iter().map(|server| name.instead_of(server)).collect(),
        }
    }
}

/// The servers of an operation at these hosts, in a description with these servers.
pub(super) fn servers(hosts: &[Host], described: &[Value]) -> Value {
    let mut servers = Vec::new();
    for server in hosts.iter().flat_map(|host| host.servers(described)) {
        if !servers.contains(&server) {
            servers.push(server);
        }
    }
    servers.into()
}

impl Name {
    fn of(part: &Part<'static>, variables: &[Variable<'static>], shapes: &[(&'static str, Shape)]) -> Self {
        let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let mut template = if part.is_static() { encode(part.pattern) } else { String::new() };
        let mut names = variables.iter();
        for piece in part.pieces {
            match piece {
                Piece::Literal(text) => template.push_str(&encode(text)),
                Piece::Variable(_) => {
                    template.extend(names.next().map(|variable| format!("{{{}}}", variable.name)));
                }
            }
        }
        let described = variables.iter().map(|variable| {
            let shape = shapes.iter().find(|(name, _)| *name == variable.name).map(|(_, shape)| shape);
            (variable.name.to_owned(), server_variable(variable, shape))
        });
        Name { template, variables: described.collect() }
    }

    /// This subdomain of a server, and of a name that is to be filled in where the server has none.
    fn below(&self, server: &Value) -> Value {
        let (scheme, host, path) = apart(server);
        let mut variables = self.variables.clone();
        let host = host.map_or_else(
            || {
                let mut name = "server_name".to_owned();
                while variables.contains_key(&name) {
                    name.push('_');
                }
                let about = "What subdomains are relative to.";
                variables.insert(name.clone(), json!({ "default": UNKNOWN, "description": about }));
                format!("{{{name}}}")
            },
            str::to_owned,
        );
        written(server, &format!("{scheme}{}.{host}{path}", self.template), variables)
    }

    /// This host in a server's place.
    fn instead_of(&self, server: &Value) -> Value {
        let (scheme, _, path) = apart(server);
        written(server, &format!("{scheme}{}{path}", self.template), self.variables.clone())
    }
}

/// The URL of a server: its scheme with `://`, its host, and the rest without the slash at its end.
fn apart(server: &Value) -> (&str, Option<&str>, &str) {
    let url = server["url"].as_str().unwrap_or_default();
    let url = url.strip_suffix('/').unwrap_or(url);
    let Some(scheme) = url.find("://").map(|end| end + 3) else { return ("http://", None, url) };
    let end = url[scheme..].find('/').map_or(url.len(), |end| scheme + end);
    (&url[..scheme], Some(&url[scheme..end]), &url[end..])
}

fn written(server: &Value, url: &str, variables: Map<String, Value>) -> Value {
    let mut server = server.clone();
    server["url"] = url.into();
    if !variables.is_empty() {
        server["variables"] = variables.into();
    }
    server
}

/// A variable of a host: which values there are, where they are few, and one of them.
fn server_variable(variable: &Variable<'_>, shape: Option<&Shape>) -> Value {
    let schema = parameters::schema(variable, shape);
    let texts: Vec<&Value> =
        schema["enum"].as_array().into_iter().flatten().filter(|value| value.is_string()).collect();
    match texts.first() {
        Some(first) => json!({ "default": first, "enum": texts }),
        None => json!({ "default": sample(variable, &schema) }),
    }
}

/// A value that the variable takes, as far as its schema tells.
fn sample(variable: &Variable<'_>, schema: &Value) -> String {
    let number = |fallback: &Value| {
        let least = schema.get("minimum").filter(|least| least.as_f64() > fallback.as_f64());
        let most = schema.get("maximum").filter(|most| most.as_f64() < fallback.as_f64());
        least.or(most).unwrap_or(fallback).to_string()
    };
    match (variable.class, variable.limits) {
        (_, Limits::Int { fixed_digits, min, max }) if fixed_digits > 0 => {
            let number = min.unwrap_or(1).max(1).min(max.unwrap_or(i128::MAX));
            format!("{number:0>digits$}", digits = fixed_digits.min(LABEL) as usize)
        }
        (Class::Uuid, _) => "00000000-0000-0000-0000-000000000000".to_owned(),
        (Class::Float { .. }, _) => number(&json!(1.0)),
        (Class::Int { .. }, _) => number(&json!(1)),
        (Class::Text { min, max }, _) if schema["type"] == "string" => {
            let name = if variable.name.is_ascii() { variable.name } else { "name" };
            let length = name.len().max(min.min(LABEL) as usize).min(max.max(1) as usize);
            name.chars().cycle().take(length).collect()
        }
        _ if schema["type"] == "boolean" => "true".to_owned(),
        _ => number(&json!(1)),
    }
}
