//! What an operation answers.

use std::collections::HashMap;

use http::StatusCode;
use serde_json::{Map, Value, json};
use wegwerk_routing::rule::{Action, Class, Part};
use wegwerk_routing::table::{Leaf, Mounted};

use super::collect::{Gathered, Site};
use super::operation::{Source, no_schema};
use super::schemas::Direction;
use super::template::{Template, variables};
use crate::describe::{Answer, Answers, Status, Untold};
use crate::error::title;

/// The responses, by status.
pub(super) fn responses(
    site: &Site,
    source: &Source<'_>,
    template: &Template,
    method: &str,
    gathered: &mut Gathered,
) -> Value {
    let mut responses = Map::new();
    let mut all = Vec::new();
    if let Some(operation) = source.operation.filter(|_| source.is_handled()) {
        all.extend(handler(source, &operation.answers, operation.declared, gathered));
        all.extend(operation.input.answers.list.iter().cloned());
        untold(source, &operation.input.answers, operation.declared, gathered);
    } else if source.is_handled() {
        source.untold(gathered, "its block says nothing of its handlers".to_owned());
    }
    for answer in &all {
        let content = content(site, source.leaf.mount, source, answer, gathered);
        add(&mut responses, answer, content);
    }
    for answer in framework(site, source, template, method) {
        for mount in renderers(site, source, &answer) {
            let content = content(site, mount, source, &answer, gathered);
            add(&mut responses, &answer, content);
        }
    }
    responses.into()
}

/// The apps that an error may be rendered by where no rule takes a path: its own, and those outside of each prefix with a
/// value that may not be taken.
fn renderers(site: &Site, source: &Source<'_>, answer: &Answer) -> Vec<u16> {
    let mut all = vec![source.leaf.mount];
    if answer.is_error {
        for (depth, prefix) in source.mounted.prefixes().iter().enumerate() {
            let way = &source.mounted.way()[..depth];
            let outer = site.table.mounts().iter().position(|app| app.way() == way);
            if prefix.iter().any(|part| !part.is_static()) {
                all.extend(outer.and_then(|outer| u16::try_from(outer).ok()));
            }
        }
    }
    all
}

/// What the handler answers: what its type tells, and what it declares beside.
fn handler(source: &Source<'_>, told: &Answers, declared: &[u16], gathered: &mut Gathered) -> Vec<Answer> {
    untold(source, told, declared, gathered);
    let mut all = told.list.clone();
    for code in declared {
        let Ok(status) = StatusCode::from_u16(*code) else { continue };
        if told.statuses().any(|known| known == *code) {
            continue;
        }
        let of = |wanted: Status| all.iter().find(|answer| answer.status == wanted).cloned();
        let fails = told.list.iter().any(|answer| answer.is_error)
            || told.untold.iter().any(|untold| matches!(untold, Untold::Errors(_)));
        let like = match code {
            300..=399 if *code != 304 => of(Status::Redirect).or_else(|| of(Status::Any)),
            400.. if fails => None,
            _ => of(Status::Any),
        };
        let is_empty = matches!(code, 204 | 205 | 304);
        let mut answer = match like {
            Some(like) => Answer { status: Status::Code(status), ..like },
            None if *code >= 400 => Answer::error(status),
            None => Answer::new(status),
        };
        if is_empty {
            answer.contents.clear();
        }
        all.push(answer);
    }
    // The list is all that there is, beside what the type tells.
    let is_settled = |answer: &Answer| match answer.status {
        Status::Any => !declared.is_empty(),
        Status::Redirect => declared.iter().any(|code| (300..400).contains(code)),
        Status::Code(_) => false,
    };
    for answer in &all {
        let what = match answer.status {
            Status::Any if !is_settled(answer) => {
                "its statuses are known only at run time: write `answers(…)`"
            }
            Status::Redirect if !is_settled(answer) => {
                "the status of its redirect is known only at run time: write `answers(302)`"
            }
            _ => continue,
        };
        source.untold(gathered, what.to_owned());
    }
    all.retain(|answer| !is_settled(answer));
    all
}

/// Notes what no type tells and nothing declares.
fn untold(source: &Source<'_>, answers: &Answers, declared: &[u16], gathered: &mut Gathered) {
    for untold in &answers.untold {
        match untold {
            Untold::Answer(ty) => source.untold(
                gathered,
                format!("what `{ty}` answers is not told: write `returns = …` with a responder of the same answer"),
            ),
            Untold::Errors(ty) if declared.is_empty() => source.untold(
                gathered,
                format!("which errors `{ty}` is, is not told: write `answers(…)`, or derive `HttpError` for an error type"),
            ),
            Untold::Errors(_) => {}
        }
    }
}

/// What is answered without the handler.
fn framework(site: &Site, source: &Source<'_>, template: &Template, method: &str) -> Vec<Answer> {
    let leaf = source.leaf;
    let mut all = Vec::new();
    let redirect = |why: &'static str| {
        Answer::new(StatusCode::PERMANENT_REDIRECT).header("location", "Where to look.").description(why)
    };
    match leaf.rule.action {
        Action::Alias { .. } => all.push(redirect("The address is another one.")),
        Action::RedirectTo(_) => all.push(redirect("It is at another address.")),
        Action::Handle { canonical: [_, ..] } => {
            all.push(redirect("These values have an address of their own."));
        }
        _ => {}
    }
    let variables: Vec<_> = variables(site.table, leaf).collect();
    if leaf.domain_variables > 0 {
        let why = "The subdomain or host is not one that is taken, or nothing is there.";
        all.push(Answer::error(StatusCode::NOT_FOUND).description(why));
    }
    if variables.is_empty() {
        return all;
    }
    all.push(
        Answer::error(StatusCode::NOT_FOUND)
            .description("A value of the path is not taken, or nothing is there."),
    );
    let holds_slashes =
        variables.iter().any(|variable| matches!(variable.class, Class::Text { .. } | Class::Path));
    if holds_slashes {
        all.push(redirect("The path has doubled slashes, or a slash too many or too few."));
    }
    let beside = beside(site, source, template);
    let takes = |rules: &[&Leaf]| rules.iter().any(|other| other.rule.methods.contains(method));
    if beside.values().any(|rules| !takes(rules)) {
        let why = "These values are taken with another method.";
        all.push(Answer::error(StatusCode::METHOD_NOT_ALLOWED).description(why));
    }
    if beside.values().flatten().any(|other| other.rule.websocket) {
        let why = "These values are taken as a WebSocket handshake.";
        all.push(Answer::error(StatusCode::BAD_REQUEST).description(why));
    }
    all
}

/// The rules whose paths the operation's may turn out to be, by how they are written.
fn beside(site: &Site, source: &Source<'_>, template: &Template) -> HashMap<String, Vec<&'static Leaf>> {
    let mut rules: HashMap<String, Vec<&'static Leaf>> = HashMap::new();
    for other in site.table.leaves().iter().filter(|other| !std::ptr::eq(*other, source.leaf)) {
        let Some(by) = site.table.mounted(other) else { continue };
        if may_meet(source.leaf, source.mounted, other, by) {
            rules.entry(Template::of(site.table, other, by).shape()).or_default().push(other);
        }
    }
    // What is written alike takes the same paths.
    rules.remove(&template.shape());
    rules
}

/// Whether a path that is written for one rule may be one of another, as far as their literals tell.
fn may_meet(
    one: &'static Leaf,
    one_in: &'static Mounted,
    other: &'static Leaf,
    other_in: &'static Mounted,
) -> bool {
    let is_elsewhere = |(one, other): (&Part<'_>, &Part<'_>)| {
        one.is_static() && other.is_static() && one.pattern != other.pattern
    };
    if one.domain.zip(other.domain).is_some_and(is_elsewhere) {
        return false;
    }
    let parts = |leaf: &'static Leaf, mounted: &'static Mounted| {
        let prefixes = mounted.prefixes().iter().flat_map(|prefix| prefix.iter());
        prefixes.chain(leaf.rule.parts).collect::<Vec<&Part<'_>>>()
    };
    let (one, other) = (parts(one, one_in), parts(other, other_in));
    for (one, other) in one.iter().zip(&other) {
        // A value may hold an encoded slash, and is several segments then.
        if !one.is_static() || other.rest {
            return true;
        }
        if other.is_static() && one.pattern != other.pattern {
            return false;
        }
    }
    one.len() == other.len()
}

fn content(site: &Site, mount: u16, source: &Source<'_>, answer: &Answer, gathered: &mut Gathered) -> Value {
    if answer.is_error && answer.contents.is_empty() {
        let Status::Code(code) = answer.status else { return Value::Null };
        let Some(forms) = site.errors.get(usize::from(mount)) else { return Value::Null };
        return forms.content(code.as_u16(), &mut gathered.schemas);
    }
    let mut content = Map::new();
    for (media_type, shape) in &answer.contents {
        let schema = gathered.schemas.schema(shape, Direction::Written).unwrap_or_else(|ty| {
            source.untold(gathered, no_schema("an answer", ty));
            json!({})
        });
        content.insert(media_type.to_string(), json!({ "schema": schema }));
    }
    if content.is_empty() { Value::Null } else { content.into() }
}

/// Adds an answer to those of its status.
fn add(responses: &mut Map<String, Value>, answer: &Answer, content: Value) {
    let key = match answer.status {
        Status::Code(code) => code.as_str().to_owned(),
        Status::Redirect => "3XX".to_owned(),
        Status::Any => "2XX".to_owned(),
    };
    let said = answer.description.as_deref();
    let response = responses.entry(key).or_insert_with(|| json!({}));
    let description = match (response.get("description").and_then(Value::as_str), said) {
        (Some(before), Some(said)) if !before.contains(said) => {
            // The name of a status is no sentence.
            let end = if before.ends_with(char::is_alphanumeric) { "." } else { "" };
            format!("{before}{end} {said}")
        }
        (Some(before), _) => before.to_owned(),
        (None, Some(said)) => said.to_owned(),
        (None, None) => match answer.status {
            Status::Code(code) => name(code).to_owned(),
            Status::Redirect => "A redirect.".to_owned(),
            Status::Any => "An answer.".to_owned(),
        },
    };
    response["description"] = description.into();
    for (name, description) in &answer.headers {
        response["headers"][name.as_ref()] =
            json!({ "description": description, "schema": { "type": "string" } });
    }
    if let Value::Object(content) = content {
        for (media_type, body) in content {
            let known = &mut response["content"][&media_type];
            if known.is_null() {
                *known = body;
            } else if *known != body {
                let schemas = [known["schema"].take(), body["schema"].clone()];
                known["schema"] = json!({ "anyOf": schemas });
            }
        }
    }
}

/// What a status is called.
fn name(code: StatusCode) -> &'static str {
    if code.as_u16() >= 400 { title(code) } else { code.canonical_reason().unwrap_or("An answer.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_status_is_said_in_sentences() {
        let mut responses = Map::new();
        let answer = Answer::error(StatusCode::UNPROCESSABLE_ENTITY);
        add(&mut responses, &answer, Value::Null);
        for said in ["The form is no order.", "The form is no order.", "It is late."] {
            add(&mut responses, &answer.clone().description(said), Value::Null);
        }
        assert_eq!(
            responses["422"]["description"],
            "Unprocessable Content. The form is no order. It is late."
        );
    }
}
