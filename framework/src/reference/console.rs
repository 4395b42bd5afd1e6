//! The form that makes a request of an operation. The script of the pages sends it.

use maud::{Markup, html};
use serde_json::Value;

use super::body::{body, essence};
use super::description::{Description, Operation, View};
use super::example::{Way, example, given, kind};
use super::field::Field;
use super::operation::by_status;
use super::security;

/// A parameter, and where it goes.
pub(super) struct Parameter<'a> {
    pub(super) view: View<'a>,
    pub(super) name: &'a str,
    pub(super) place: &'a str,
}

impl<'a> Parameter<'a> {
    pub(super) fn required(&self) -> bool {
        self.place == "path" || self.view.is("required")
    }

    /// Its schema, that of its media type where it is sent as a whole document.
    pub(super) fn schema(&self) -> Option<&'a Value> {
        self.view.get("schema").or_else(|| self.view.entries("content").next()?.1.get("schema"))
    }
}

/// The parameters of an operation: its own, and those of its path that it does not set itself.
pub(super) fn parameters<'a>(
    description: &'a Description,
    item: View<'a>,
    operation: View<'a>,
) -> Vec<Parameter<'a>> {
    let mut parameters: Vec<Parameter<'a>> = Vec::new();
    for part in item.items("parameters").chain(operation.items("parameters")) {
        let view = description.view(part);
        let (Some(name), Some(place)) = (view.text("name"), view.text("in")) else { continue };
        parameters.retain(|other| (other.name, other.place) != (name, place));
        parameters.push(Parameter { view, name, place });
    }
    parameters
}

/// The servers, with the defaults of their variables, and what is said of each; none where the app's own is meant.
pub(super) fn servers<'a>(
    description: &'a Description,
    item: View<'a>,
    operation: View<'a>,
) -> Vec<(String, Option<&'a str>)> {
    let said = [operation.get("servers"), item.get("servers"), description.root().get("servers")];
    let said = said.into_iter().flatten().filter_map(Value::as_array).find(|servers| !servers.is_empty());
    said.into_iter().flatten().filter_map(|server| server_of(description.view(server))).collect()
}

fn server_of(server: View<'_>) -> Option<(String, Option<&str>)> {
    let mut url = server.text("url")?.to_owned();
    for (name, variable) in server.entries("variables") {
        if let Some(default) = variable.get("default").and_then(Value::as_str) {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    Some((url, server.text("description")))
}

/// What a client of the operation asks for: the media types of what goes well, and those of errors where programs are
/// answered. An app may have pages for its errors too, which are for browsers.
fn accept(description: &Description, operation: View<'_>) -> Option<String> {
    let (mut wanted, mut errors): (Vec<&str>, Vec<&str>) = Default::default();
    for (status, response) in by_status(operation) {
        let media = description.view(response).entries("content").map(|(media, _)| essence(media));
        let media = media.filter(|media| !media.is_empty());
        if status.starts_with('2') { wanted.extend(media) } else { errors.extend(media) }
    }
    if !wanted.contains(&"text/html") {
        wanted.extend(errors.into_iter().filter(|media| *media != "text/html"));
    }
    let mut known = Vec::new();
    for media in wanted {
        if !known.contains(&media) {
            known.push(media);
        }
    }
    (!known.is_empty()).then(|| known.join(", "))
}

/// The panel to try an operation.
pub(super) fn console(
    description: &Description,
    operation: &Operation,
    item: View<'_>,
    view: View<'_>,
) -> Markup {
    let parameters = parameters(description, item, view);
    let servers = servers(description, item, view);
    html! {
        section.panel.console aria-labelledby="try" data-console hidden {
            div.panel-head { h2 #try { "Try it" } span.method.(operation.method) { (operation.method.to_uppercase()) } }
            @if operation.method == "trace" {
                p.hint { "No page may send a TRACE request: use the command below." }
            }
            form data-method=(operation.method.to_uppercase()) data-path=(operation.path) data-accept=[accept(description, view)] novalidate {
                @if servers.iter().any(|(url, _)| url != "/") {
                    div.field {
                        label for="server" { "Server" }
                        select #server data-server {
                            @for (url, about) in &servers {
                                option value=(url) { (about.unwrap_or(if url == "/" { "This server" } else { url })) }
                            }
                        }
                    }
                }
                (security::fields(description, view))
                @for (place, legend) in [("path", "Path"), ("query", "Query"), ("header", "Headers"), ("cookie", "Cookies")] {
                    @let of_place: Vec<_> = parameters.iter().enumerate().filter(|(_, parameter)| parameter.place == place).collect();
                    @if !of_place.is_empty() {
                        fieldset {
                            legend { (legend) }
                            @for (index, parameter) in of_place { (parameter_field(description, parameter, index)) }
                            @if place == "cookie" {
                                p.hint { "A page may not set the cookies of a request: the command below has them." }
                            }
                        }
                    }
                }
                (body(description, view))
                div.actions {
                    button.primary type="submit" disabled[operation.method == "trace"] { "Send" }
                    span.problem role="alert" data-problem {}
                }
            }
            div.curl {
                div.panel-head { h3 { "cURL" } button type="button" data-copy="curl" { "Copy" } }
                pre.code tabindex="0" { code data-curl {} }
            }
            div.answer data-answer hidden {
                p.status-line role="status" data-status {}
                details data-headers-box { summary { "Headers" } dl.headers data-headers {} }
                div data-body {}
            }
        }
    }
}

fn parameter_field(description: &Description, parameter: &Parameter<'_>, index: usize) -> Markup {
    let schema = parameter.schema();
    let view = schema.map(|schema| description.view(schema));
    let is_document = parameter.view.get("content").is_some();
    let shape = match view.and_then(kind) {
        _ if is_document => "json",
        Some("array") => "array",
        Some("object") => "object",
        _ => "scalar",
    };
    let own = parameter.view.get("example").cloned().or_else(|| view.and_then(given));
    let made = example(description, parameter.view, Way::Sent);
    let style = parameter.view.text("style");
    let explode = parameter.view.get("explode").and_then(Value::as_bool);
    let field = Field {
        id: format!("parameter-{index}"),
        name: parameter.name,
        required: parameter.required(),
        value: own.filter(|_| parameter.required()),
        hint: made,
        shape,
    };
    html! {
        div.field data-parameter data-in=(parameter.place) data-name=(parameter.name) data-shape=(shape) data-style=[style] data-explode=[explode] {
            (field.label())
            (field.control(description, view))
        }
    }
}
