//! Changes of operations: what they ask for and what they answer.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::schema::{At, Compare};
use super::{Change, ChangeKind, Direction, Found};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation, its path as it is written and the names of the variables in it.
struct Operation<'a> {
    path: &'a str,
    item: &'a Value,
    value: &'a Value,
}

/// The changes of all operations.
pub(super) fn changes(before: &Value, now: &Value) -> Vec<Change> {
    let mut found = Found::default();
    let (old, new) = (operations(before), operations(now));
    for ((shape, method), old) in &old {
        let at = format!("{} {}", method.to_uppercase(), old.path);
        match new.get(&(shape.clone(), method)) {
            Some(new) => Pair { before, now, at, found: &mut found }.operation(old, new),
            None => found.add(ChangeKind::Breaking, format!("{at}: gone")),
        }
    }
    for (key, new) in &new {
        if !old.contains_key(key) {
            let what = format!("{} {}: new", key.1.to_uppercase(), new.path);
            found.add(ChangeKind::Addition, what);
        }
    }
    found.0
}

/// All operations, by their paths without the names of variables and by their methods.
fn operations(document: &Value) -> BTreeMap<(String, &'static str), Operation<'_>> {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut operations = BTreeMap::new();
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            if let Some(value) = item.get(method) {
                operations.insert((shape(path), method), Operation { path, item, value });
            }
        }
    }
    operations
}

/// A path without the names of its variables.
fn shape(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shape, piece| shape + "{" + piece.split_once('}').map_or(piece, |(_, after)| after))
}

/// The names of the variables of a path, in order.
fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
}

/// Two versions of an operation.
struct Pair<'a> {
    before: &'a Value,
    now: &'a Value,
    at: String,
    found: &'a mut Found,
}

impl Pair<'_> {
    fn add(&mut self, kind: ChangeKind, what: &str) {
        self.found.add(kind, format!("{}: {what}", self.at));
    }

    fn operation(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        self.servers(old, new);
        self.parameters(old, new);
        self.body(
            self.resolved(self.before, old.value.get("requestBody")),
            self.resolved(self.now, new.value.get("requestBody")),
        );
        self.answers(old.value, new.value);
        self.security(old.value, new.value);
        let text = |operation: &Operation<'_>, key: &str| operation.value.get(key).cloned();
        if let (Some(old), Some(new)) = (text(old, "operationId"), text(new, "operationId"))
            && old != new
        {
            self.add(
                ChangeKind::Other,
                &format!("the operation {old} is {new} now: generated clients name it so"),
            );
        }
        if text(old, "deprecated") != text(new, "deprecated") {
            let word = if text(new, "deprecated") == Some(true.into()) {
                "deprecated now"
            } else {
                "no longer deprecated"
            };
            self.add(ChangeKind::Other, word);
        }
        if old.path != new.path {
            self.add(ChangeKind::Other, &format!("its path is written `{}` now", new.path));
        }
        if ["summary", "description", "tags"].into_iter().any(|key| text(old, key) != text(new, key)) {
            self.add(ChangeKind::Other, "its description or its tags");
        }
    }

    /// Where it is, unless the whole moves: which servers are described is no change of the API.
    fn servers(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        if self.before.get("servers") != self.now.get("servers") {
            return;
        }
        let (old, new) = (urls(old, self.before), urls(new, self.now));
        let is_in = |(shape, _): &(String, &str), others: &[(String, &str)]| {
            others.iter().any(|(other, _)| other == shape)
        };
        for gone in old.iter().filter(|url| !is_in(url, &new)) {
            self.add(ChangeKind::Breaking, &format!("it is no longer at `{}`", gone.1));
        }
        for added in new.iter().filter(|url| !is_in(url, &old)) {
            self.add(ChangeKind::Addition, &format!("it is at `{}` now", added.1));
        }
    }

    /// What a value is, where it may refer to a component.
    fn resolved<'v>(&self, document: &'v Value, value: Option<&'v Value>) -> Option<&'v Value> {
        let value = value?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => document.pointer(reference.strip_prefix('#')?),
            None => Some(value),
        }
    }

    fn compare(&mut self, old: Option<&Value>, new: Option<&Value>, subject: &str, direction: Direction) {
        let any = Value::Bool(true);
        let at = At::new(&self.at, subject);
        let mut compare = Compare::new(self.before, self.now, direction);
        compare.schema(old.unwrap_or(&any), new.unwrap_or(&any), &at);
        self.found.0.append(&mut compare.found.0);
    }

    fn parameters(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let (before, now) = (self.all(self.before, old), self.all(self.now, new));
        let (old_names, new_names) = (variables(old.path), variables(new.path));
        let renamed = |name: &str| {
            let place = old_names.iter().position(|old| *old == name)?;
            new_names.get(place).copied()
        };
        let mut known = Vec::new();
        for ((place, name), old) in &before {
            let new_name = if place == "path" { renamed(name).unwrap_or(name) } else { name };
            let key = (place.clone(), new_name.to_owned());
            let subject = subject(place, name);
            match now.get(&key) {
                Some(new) => {
                    match (is_true(old, "required"), is_true(new, "required")) {
                        (false, true) => {
                            self.add(ChangeKind::Breaking, &format!("{subject} is required now"))
                        }
                        (true, false) => {
                            self.add(ChangeKind::Addition, &format!("{subject} may be left out now"))
                        }
                        _ => {}
                    }
                    self.compare(old.get("schema"), new.get("schema"), &subject, Direction::Request);
                }
                None => self.add(ChangeKind::Breaking, &format!("{subject} is no longer taken")),
            }
            known.push(key);
        }
        for (key, new) in &now {
            if known.contains(key) {
                continue;
            }
            let subject = subject(&key.0, &key.1);
            match is_true(new, "required") {
                true => self.add(ChangeKind::Breaking, &format!("{subject} is new, and required")),
                false => self.add(ChangeKind::Addition, &format!("{subject} is new")),
            }
        }
    }

    /// The parameters of an operation and of its path, by where and what they are. Header names have no case.
    fn all<'v>(
        &self,
        document: &'v Value,
        operation: &Operation<'v>,
    ) -> BTreeMap<(String, String), &'v Value> {
        let lists =
            [operation.item, operation.value].into_iter().filter_map(|of| of.get("parameters")?.as_array());
        let all = lists.flatten().filter_map(|parameter| self.resolved(document, Some(parameter)));
        let named = all.filter_map(|parameter| {
            let (place, name) = (parameter.get("in")?.as_str()?, parameter.get("name")?.as_str()?);
            let name = if place == "header" { name.to_ascii_lowercase() } else { name.to_owned() };
            Some(((place.to_owned(), name), parameter))
        });
        named.collect()
    }

    fn body(&mut self, old: Option<&Value>, new: Option<&Value>) {
        let (old, new) = match (old, new) {
            (None, None) => return,
            (Some(_), None) => return self.add(ChangeKind::Breaking, "the body is no longer taken"),
            (None, Some(new)) if is_true(new, "required") => {
                return self.add(ChangeKind::Breaking, "the body is new, and required");
            }
            (None, Some(_)) => return self.add(ChangeKind::Addition, "the body is new"),
            (Some(old), Some(new)) => (old, new),
        };
        match (is_true(old, "required"), is_true(new, "required")) {
            (false, true) => self.add(ChangeKind::Breaking, "the body is required now"),
            (true, false) => self.add(ChangeKind::Addition, "the body may be left out now"),
            _ => {}
        }
        self.content(old, new, "the body", Direction::Request);
    }

    /// What is sent, by its media types.
    fn content(&mut self, old: &Value, new: &Value, subject: &str, direction: Direction) {
        let (old, new) = (object(old, "content"), object(new, "content"));
        let several = old.is_some_and(|old| old.len() > 1);
        for (media_type, old) in old.into_iter().flatten() {
            let subject = if several { format!("{subject} as {media_type}") } else { subject.to_owned() };
            match new.and_then(|new| new.get(media_type)) {
                Some(new) => self.compare(old.get("schema"), new.get("schema"), &subject, direction),
                None => self.add(ChangeKind::Breaking, &format!("{subject} is no longer {media_type}")),
            }
        }
        for media_type in new.into_iter().flat_map(Map::keys) {
            if !old.is_some_and(|old| old.contains_key(media_type)) {
                self.add(ChangeKind::Addition, &format!("{subject} may be {media_type}"));
            }
        }
    }

    fn answers(&mut self, old: &Value, new: &Value) {
        let (old, new) = (object(old, "responses"), object(new, "responses"));
        for (status, old) in old.into_iter().flatten() {
            let subject = format!("the answer {status}");
            let old = self.resolved(self.before, Some(old));
            match (old, self.resolved(self.now, new.and_then(|new| new.get(status)))) {
                (Some(old), Some(new)) => {
                    self.content(old, new, &subject, Direction::Answer);
                    self.headers(old, new, &subject);
                }
                _ => self.add(ChangeKind::Breaking, &format!("{subject} is gone")),
            }
        }
        for status in new.into_iter().flat_map(Map::keys) {
            if !old.is_some_and(|old| old.contains_key(status)) {
                self.add(ChangeKind::Addition, &format!("the answer {status} is new"));
            }
        }
    }

    fn headers(&mut self, old: &Value, new: &Value, subject: &str) {
        let (old, new) = (headers(old), headers(new));
        for (name, old) in &old {
            let subject = format!("the header `{name}` of {subject}");
            let old = self.resolved(self.before, Some(old));
            match (old, self.resolved(self.now, new.get(name).copied())) {
                (Some(old), Some(new)) => {
                    if is_true(old, "required") && !is_true(new, "required") {
                        self.add(ChangeKind::Breaking, &format!("{subject} may be missing now"));
                    }
                    self.compare(old.get("schema"), new.get("schema"), &subject, Direction::Answer);
                }
                _ => self.add(ChangeKind::Breaking, &format!("{subject} is gone")),
            }
        }
        for name in new.keys().filter(|name| !old.contains_key(*name)) {
            self.add(ChangeKind::Addition, &format!("the header `{name}` of {subject} is new"));
        }
    }

    /// Each way in that there was has to be one still: it may ask for less.
    fn security(&mut self, old: &Value, new: &Value) {
        let (old, new) = (ways(old, self.before), ways(new, self.now));
        let asked: BTreeSet<&String> = old.iter().flatten().collect();
        for name in asked {
            let scheme = |document| scheme(document, name);
            if scheme(self.before) != scheme(self.now) && new.iter().flatten().any(|other| other == name) {
                self.add(ChangeKind::Breaking, &format!("the security scheme `{name}` is another now"));
            }
        }
        let is_open = |way: &Vec<String>, ways: &[Vec<String>]| {
            ways.iter().any(|other| other.iter().all(|scheme| way.contains(scheme)))
        };
        if let Some(way) = old.iter().find(|way| !is_open(way, &new)) {
            let asked: Vec<String> = new.iter().map(|way| format!("`{}`", way.join("` and `"))).collect();
            let before =
                if way.is_empty() { "nothing".to_owned() } else { format!("`{}`", way.join("` and `")) };
            let what = format!("it asks for {} now, and {before} was enough", asked.join(" or "));
            self.add(ChangeKind::Breaking, &what);
        } else if new.iter().any(|way| !is_open(way, &old)) {
            self.add(ChangeKind::Addition, "it asks for less security");
        }
    }
}

/// The URLs of the servers that an operation is at, without the names of variables and as they are written.
fn urls<'v>(operation: &Operation<'v>, document: &'v Value) -> Vec<(String, &'v str)> {
    let said = [operation.value, operation.item, document].into_iter().find_map(|of| of.get("servers"));
    let urls =
        said.and_then(Value::as_array).into_iter().flatten().filter_map(|server| server.get("url")?.as_str());
    let urls: Vec<&str> = if said.is_some() { urls.collect() } else { vec!["/"] };
    urls.into_iter().map(|url| (shape(url), url)).collect()
}

/// The schemes that each way in asks for; one that asks for nothing where nothing is said.
fn ways(operation: &Value, document: &Value) -> Vec<Vec<String>> {
    let said = operation.get("security").or_else(|| document.get("security")).and_then(Value::as_array);
    let ways: Vec<Vec<String>> = said
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|way| {
            let mut schemes: Vec<String> = way.keys().cloned().collect();
            schemes.sort_unstable();
            schemes
        })
        .collect();
    if ways.is_empty() { vec![Vec::new()] } else { ways }
}

/// What a scheme asks for, without what is said for people.
fn scheme(document: &Value, name: &str) -> Option<Map<String, Value>> {
    let schemes = document.get("components")?.get("securitySchemes")?;
    let mut scheme = schemes.get(name)?.as_object()?.clone();
    scheme.remove("description");
    Some(scheme)
}

/// The header fields of an answer. Their names have no case.
fn headers(answer: &Value) -> BTreeMap<String, &Value> {
    let all = object(answer, "headers").into_iter().flatten();
    all.map(|(name, header)| (name.to_ascii_lowercase(), header)).collect()
}

fn subject(place: &str, name: &str) -> String {
    match place {
        "query" => format!("the parameter `{name}`"),
        "path" => format!("the variable `{name}`"),
        _ => format!("the {place} `{name}`"),
    }
}

fn object<'v>(value: &'v Value, key: &str) -> Option<&'v Map<String, Value>> {
    value.get(key).and_then(Value::as_object)
}

fn is_true(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}
