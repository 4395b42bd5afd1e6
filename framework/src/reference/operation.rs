//! The page of one operation: what it takes and what it answers, beside the form to try it.

use std::str::FromStr;

use http::StatusCode;
use maud::{Markup, html};
use serde_json::Value;

use super::body::editor;
use super::console::{Parameter, console, parameters};
use super::description::{Description, Operation, View};
use super::example::{Way, example, given};
use super::schema::{Row, Schemas};
use super::security::{link, told};
use super::text::{code, json, line, markdown, markdown_under, plain};

/// From the page of an operation to the root of the reference.
const BASE: &str = "../";

/// What stands in the middle.
pub(super) fn main(description: &Description, operation: &Operation) -> Markup {
    let (item, view) = description.operation(operation);
    let schemas = Schemas::new(description, BASE);
    let parameters = parameters(description, item, view);
    let text = view.text("description").or_else(|| item.text("description"));
    html! {
        div.columns {
            article.told {
                header {
                    p.above { (operation.tags.first().map_or(if operation.webhook { "Webhook" } else { "Operation" }, String::as_str)) }
                    h1 tabindex="-1" { (operation.title) @if operation.deprecated { " " span.flag.deprecated { "deprecated" } } }
                    div.at {
                        (address(operation))
                        @if !operation.webhook { a.jump href="#try" hidden data-jump { "Try it" } }
                    }
                }
                @if let Some(text) = text { (markdown_under(1, text)) }
                (outside(view))
                (told(description, view, BASE))
                @for (place, heading) in [("path", "Path"), ("query", "Query"), ("querystring", "Query"), ("header", "Headers"), ("cookie", "Cookies")] {
                    (of_place(&schemas, &parameters, place, heading))
                }
                (request(&schemas, view))
                (responses(&schemas, view))
                (callbacks(&schemas, view))
            }
            div.tried {
                @if !operation.webhook { (console(description, operation, item, view)) }
                (examples(description, operation, view))
            }
        }
    }
}

/// The method and the path, its variables marked.
pub(super) fn address(operation: &Operation) -> Markup {
    html! {
        p.address {
            span.method.(operation.method) { (operation.method.to_uppercase()) }
            " "
            code.path { (path(&operation.path)) }
        }
    }
}

fn path(path: &str) -> Markup {
    let mut rest = path;
    let mut parts = Vec::new();
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        parts.push((before, Some(name)));
        rest = after;
    }
    parts.push((rest, None));
    // A long path breaks after its slashes.
    html! {
        @for (literal, name) in parts {
            @for (index, segment) in literal.split('/').enumerate() { @if index > 0 { "/" wbr; } (segment) }
            @if let Some(name) = name { var { "{" (name) "}" } }
        }
    }
}

fn outside(view: View<'_>) -> Markup {
    let docs = view.get("externalDocs");
    let url = docs.and_then(|docs| docs.get("url")).and_then(Value::as_str);
    let about = docs.and_then(|docs| docs.get("description")).and_then(Value::as_str);
    html! { @if let Some(url) = url { p { @if let Some(about) = about { (about) ": " } (link(url)) } } }
}

fn of_place(schemas: &Schemas<'_>, parameters: &[Parameter<'_>], place: &str, heading: &str) -> Markup {
    let here: Vec<_> = parameters.iter().filter(|parameter| parameter.place == place).collect();
    html! {
        @if !here.is_empty() {
            section {
                h2 { (heading) }
                ul.rows {
                    @for parameter in here {
                        (schemas.row(html! { code.name { (parameter.name) } }, parameter.schema(), Row {
                            required: parameter.required(),
                            deprecated: parameter.view.is("deprecated"),
                            description: parameter.view.text("description"),
                            way: Some(Way::Sent),
                            plain_name: parameter.name,
                        }, 0))
                    }
                }
            }
        }
    }
}

fn request<'a>(schemas: &Schemas<'a>, view: View<'a>) -> Markup {
    let Some(body) = view.get("requestBody") else { return html! {} };
    let body = schemas.description.view(body);
    html! {
        section {
            h2 { "Body" @if body.is("required") { " " span.flag.required { "required" } } }
            @if let Some(text) = body.text("description") { (markdown(text)) }
            (contents(schemas, body, Way::Sent))
        }
    }
}

/// Each media type with its schema.
fn contents<'a>(schemas: &Schemas<'a>, part: View<'a>, way: Way) -> Markup {
    html! {
        @for (media, about) in part.entries("content") {
            div.media {
                p.media-type { code { (media) } }
                @if let Some(schema) = schemas.description.view(about).get("schema") { (schemas.whole(schema, Some(way))) }
            }
        }
    }
}

fn responses<'a>(schemas: &Schemas<'a>, view: View<'a>) -> Markup {
    let responses = by_status(view);
    html! {
        @if !responses.is_empty() {
            section {
                h2 { "Responses" }
                @for (index, (status, response)) in responses.iter().enumerate() {
                    @let response = schemas.description.view(response);
                    details.response open[index == 0] {
                        summary {
                            span.status data-class=(status.get(..1).unwrap_or_default()) { (status) }
                            " " span.about { (line(response.text("description").unwrap_or_default())) }
                        }
                        div.response-body {
                            @if let Some(text) = response.text("description").filter(|text| text.trim().contains('\n')) { (markdown(text)) }
                            @if response.missing.is_some() { p.missing { "This response refers to what is not there." } }
                            (headers(schemas, response))
                            (contents(schemas, response, Way::Answered))
                            @if response.get("content").is_none() { p.quiet { "No body is described." } }
                        }
                    }
                }
            }
        }
    }
}

/// The responses of an operation: where all goes well first, then by their numbers, `default` last.
pub(super) fn by_status<'a>(view: View<'a>) -> Vec<(&'a String, &'a Value)> {
    let mut responses: Vec<_> =
        view.entries("responses").filter(|(status, _)| !status.starts_with("x-")).collect();
    responses.sort_by_key(|(status, _)| (!status.starts_with('2'), *status));
    responses
}

fn headers<'a>(schemas: &Schemas<'a>, response: View<'a>) -> Markup {
    let headers: Vec<_> = response.entries("headers").collect();
    html! {
        @if !headers.is_empty() {
            p.word { "Headers" }
            ul.rows {
                @for (name, header) in headers {
                    @let header = schemas.description.view(header);
                    (schemas.row(html! { code.name { (name) } }, header.get("schema"), Row {
                        required: header.is("required"),
                        deprecated: header.is("deprecated"),
                        description: header.text("description"),
                        way: Some(Way::Answered),
                        plain_name: name,
                    }, 1))
                }
            }
        }
    }
}

/// The requests that the app sends in return.
fn callbacks<'a>(schemas: &Schemas<'a>, view: View<'a>) -> Markup {
    let callbacks: Vec<_> = view.entries("callbacks").collect();
    html! {
        @if !callbacks.is_empty() {
            section {
                h2 { "Callbacks" }
                @for (name, callback) in callbacks {
                    @let callback = schemas.description.view(callback);
                    @for (expression, item) in callback.target.as_object().into_iter().flatten() {
                        @let item = schemas.description.view(item);
                        @for method in super::description::METHODS {
                            @if let Some(operation) = item.get(method).filter(|operation| operation.is_object()) {
                                @let operation = schemas.description.view(operation);
                                details.response {
                                    summary { span.method.(method) { (method.to_uppercase()) } " " (name) " " code { (expression) } }
                                    div.response-body {
                                        @if let Some(text) = operation.text("description").or(operation.text("summary")) { (markdown(text)) }
                                        (request(schemas, operation))
                                        @for (status, response) in operation.entries("responses") {
                                            p { span.status data-class=(status.get(..1).unwrap_or_default()) { (status) } " " (line(schemas.description.view(response).text("description").unwrap_or_default())) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What answers look like; of a webhook, what is sent.
fn examples(description: &Description, operation: &Operation, view: View<'_>) -> Markup {
    let mut shown: Vec<(String, Markup)> = Vec::new();
    if operation.webhook
        && let Some(body) = view.get("requestBody")
    {
        let body = description.view(body);
        shown.extend(body.entries("content").filter_map(|(media, about)| {
            Some((media.clone(), sample(description, media, None, description.view(about), Way::Sent)?))
        }));
    }
    for (status, response) in by_status(view) {
        let response = description.view(response);
        let sample = response.entries("content").find_map(|(media, about)| {
            sample(description, media, Some(status), description.view(about), Way::Answered)
        });
        shown.extend(sample.map(|sample| (status.clone(), sample)));
    }
    html! {
        @for (index, (name, sample)) in shown.into_iter().enumerate() {
            details.panel open[index == 0] {
                summary.panel-head { "Example " span.status data-class=(name.get(..1).unwrap_or_default()) { (name) } }
                (sample)
            }
        }
    }
}

fn sample(
    description: &Description,
    media: &str,
    status: Option<&str>,
    about: View<'_>,
    way: Way,
) -> Option<Markup> {
    let mut value = example(description, about, way).filter(|value| !value.is_null())?;
    let is_given = ["example", "examples"].iter().any(|key| about.get(key).is_some())
        || about.get("schema").is_some_and(|schema| given(description.view(schema)).is_some());
    // A text that is made up says nothing, and an object is no example of XML.
    if !is_given && (value.is_string() || editor(media) == "text") {
        return None;
    }
    if !is_given && media == "application/problem+json" {
        as_problem(&mut value, status);
    }
    Some(match &value {
        Value::String(_) => code(&html! { (plain(&value)) }),
        value => code(&json(value)),
    })
}

/// What problem details (RFC 9457) of a status say of it, in an example that is made up.
fn as_problem(value: &mut Value, status: Option<&str>) {
    let Some(status) = status.and_then(|status| StatusCode::from_str(status).ok()) else { return };
    let title = status.canonical_reason().map(Value::from);
    let known =
        [("type", Some("about:blank".into())), ("title", title), ("status", Some(status.as_u16().into()))];
    for (name, known) in known {
        if let (Some(field), Some(known)) = (value.get_mut(name), known) {
            *field = known;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_made_up_is_shown_where_it_says_something() {
        let object = json!({"type": "object", "properties": {"size": {"type": "integer"}}});
        for (media, about, shown) in [
            ("text/html", json!({"schema": {"type": "string"}}), None),
            ("text/html", json!({"schema": {"type": "string"}, "example": "<p>"}), Some("&lt;p&gt;")),
            ("text/plain", json!({"schema": {"type": "string", "examples": ["five"]}}), Some("five")),
            ("application/xml", json!({"schema": object}), None),
            ("application/json", json!({"schema": object}), Some("&quot;size&quot;")),
        ] {
            let description = Description::new(json!({ "about": about }));
            let view = description.view(&description.root()["about"]);
            let sample = sample(&description, media, Some("200"), view, Way::Answered);
            assert_eq!(sample.is_some(), shown.is_some(), "{media}: {about}");
            if let (Some(sample), Some(shown)) = (sample, shown) {
                assert!(sample.0.contains(shown), "{}", sample.0);
            }
        }
    }

    #[test]
    fn problem_details_that_are_made_up_are_of_their_status() {
        let text = json!({"type": "string"});
        let schema = json!({"type": "object", "properties": {
            "type": text, "title": text, "status": {"type": "integer", "minimum": 400}, "detail": text,
        }});
        let shown = |status: &str, about: Value| {
            let description = Description::new(json!({ "about": about }));
            let view = description.view(&description.root()["about"]);
            let shown = sample(&description, "application/problem+json", Some(status), view, Way::Answered);
            shown.expect("an example").0
        };
        let made_up = shown("404", json!({ "schema": schema }));
        for part in ["about:blank", "Not Found", "404"] {
            assert!(made_up.contains(part), "{part} in {made_up}");
        }
        let of_any = shown("default", json!({ "schema": schema }));
        assert!(of_any.contains("400") && !of_any.contains("about:blank"), "{of_any}");
        let given = shown("404", json!({ "schema": schema, "example": {"status": 410} }));
        assert!(given.contains("410") && !given.contains("404"), "{given}");
    }
}
