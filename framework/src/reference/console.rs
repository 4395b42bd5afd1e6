//! The form that makes a request of an operation. The script of the pages sends it.

use maud::{Markup, html};
use serde_json::Value;

use super::description::{Description, Operation, View};
use super::example::{Way, example, given, kind, of_schema};
use super::security;
use super::text::plain;

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
            form data-method=(operation.method.to_uppercase()) data-path=(operation.path) novalidate {
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

struct Field<'a> {
    id: String,
    name: &'a str,
    required: bool,
    value: Option<Value>,
    hint: Option<Value>,
    shape: &'a str,
}

impl Field<'_> {
    fn label(&self) -> Markup {
        html! {
            label for=(self.id) {
                code { (self.name) } @if self.required { " " span.flag.required { "required" } }
            }
        }
    }

    fn control(&self, description: &Description, view: Option<View<'_>>) -> Markup {
        let described = view.map(|view| choices(description, view)).unwrap_or_default();
        let value = self.value.as_ref().map(|value| self.text(value)).unwrap_or_default();
        let hint =
            self.hint.as_ref().filter(|hint| !hint.is_null()).map(|hint| self.text(hint)).unwrap_or_default();
        let required = self.required.then_some("true");
        if !described.is_empty() && self.shape == "scalar" {
            return html! {
                select id=(self.id) data-value aria-required=[required] {
                    @if !self.required || value.is_empty() { option value="" { "–" } }
                    @for choice in &described { option value=(choice) selected[*choice == value] { (choice) } }
                }
            };
        }
        let example =
            if hint.is_empty() { String::new() } else { format!("such as {}", hint.replace('\n', " ")) };
        match self.shape {
            "scalar" => {
                let mode = match view.and_then(kind) {
                    Some("integer") => Some("numeric"),
                    Some("number") => Some("decimal"),
                    _ => None,
                };
                html! { input id=(self.id) type="text" data-value value=(value) placeholder=(example) inputmode=[mode] aria-required=[required] autocomplete="off" spellcheck="false"; }
            }
            "array" => html! {
                textarea id=(self.id) data-value rows="2" placeholder=(format!("one a line, {example}")) aria-required=[required] spellcheck="false" { (value) }
            },
            _ => html! {
                textarea id=(self.id) data-value rows="3" placeholder=(format!("JSON, {example}")) aria-required=[required] spellcheck="false" { (value) }
            },
        }
    }

    /// A value as the control holds it.
    fn text(&self, value: &Value) -> String {
        match (self.shape, value) {
            ("array", Value::Array(items)) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
            ("scalar" | "array", value) => plain(value),
            (_, value) => value.to_string(),
        }
    }
}

/// The values to choose from, where a schema names all.
fn choices(description: &Description, view: View<'_>) -> Vec<String> {
    let listed: Vec<_> = view.items("enum").filter(|value| !value.is_null()).map(plain).collect();
    if !listed.is_empty() {
        return listed;
    }
    if kind(view) == Some("boolean") {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let variants: Vec<_> = view
        .items("oneOf")
        .chain(view.items("anyOf"))
        .filter(|variant| !super::example::is_null(variant))
        .collect();
    // What is optional stands beside null; an enum of its own is one variant then.
    if let [only] = variants.as_slice()
        && only.get("oneOf").is_none()
    {
        let only = description.view(only);
        return only.items("enum").map(plain).collect();
    }
    let constants: Option<Vec<_>> = variants.iter().map(|variant| variant.get("const").map(plain)).collect();
    constants.unwrap_or_default()
}

/// How the content of a media type is typed in.
pub(super) fn editor(media: &str) -> &'static str {
    let media = media.split(';').next().unwrap_or(media).trim().to_ascii_lowercase();
    match media.as_str() {
        "application/json" | "*/*" => "json",
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        media if media.ends_with("+json") => "json",
        media if media.starts_with("text/") || media.ends_with("xml") || media.ends_with("yaml") => "text",
        "application/jsonl" | "application/x-ndjson" | "application/javascript" | "application/graphql" => {
            "text"
        }
        media if media.starts_with("multipart/") => "multipart",
        _ => "file",
    }
}

fn body(description: &Description, operation: View<'_>) -> Markup {
    let Some(body) = operation.get("requestBody") else { return html! {} };
    let body = description.view(body);
    let media: Vec<_> = body.entries("content").collect();
    let required = body.is("required");
    let has_choice = media.len() > 1 || !required;
    html! {
        @if !media.is_empty() {
            fieldset {
                legend { "Body" @if required { " " span.flag.required { "required" } } }
                @if has_choice {
                    div.field {
                        label for="media" { "Type" }
                        select #media data-media-choice {
                            @for (media, _) in &media { option value=(media) { (media) } }
                            @if !required { option value="" { "no body" } }
                        }
                    }
                }
                @for (index, (media, about)) in media.iter().enumerate() {
                    div data-media=(media) data-editor=(editor(media)) hidden[index > 0] {
                        (content(description, media, description.view(about), (index, has_choice)))
                    }
                }
            }
        }
    }
}

fn content(
    description: &Description,
    media: &str,
    about: View<'_>,
    (index, has_choice): (usize, bool),
) -> Markup {
    let id = format!("body-{index}");
    let label = html! { label.hidden[has_choice].quiet for=(id) { (media) } };
    let made = || example(description, about, Way::Sent).filter(|value| !value.is_null());
    match editor(media) {
        "form" | "multipart" => fields(description, about, &id),
        "file" => html! { div.field { (label) input id=(id) type="file" data-value; } },
        "json" => {
            let text = made().and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or_default();
            let rows = text.lines().count().clamp(3, 16);
            html! { div.field { (label) textarea.body id=(id) data-value rows=(rows) spellcheck="false" { (text) } } }
        }
        _ => {
            // Of other languages than JSON only a description can give an example.
            let text = made().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
            html! { div.field { (label) textarea.body id=(id) data-value rows="6" spellcheck="false" { (text) } } }
        }
    }
}

/// A field for each property of a form.
fn fields(description: &Description, about: View<'_>, id: &str) -> Markup {
    let schema = about.get("schema").unwrap_or(&Value::Null);
    let view = description.view(schema);
    // Of composed ones the properties of all parts.
    let mut parts = vec![view];
    parts.extend(view.items("allOf").map(|part| description.view(part)));
    let required: Vec<_> =
        parts.iter().flat_map(|part| part.items("required")).filter_map(Value::as_str).collect();
    let whole = of_schema(description, schema, Way::Sent);
    html! {
        @for (index, (name, schema)) in parts.iter().flat_map(|part| part.entries("properties")).enumerate() {
            @let property = description.view(schema);
            @let item = property.get("items").map(|items| description.view(items));
            @if !property.is("readOnly") {
                @let of_list = kind(property) == Some("array");
                @let is_file = is_file(property) || item.is_some_and(is_file);
                @let shape = if of_list { "array" } else if kind(property) == Some("object") { "object" } else { "scalar" };
                @let field = Field {
                    id: format!("{id}-{index}"), name, required: required.contains(&name.as_str()), shape,
                    value: given(property).filter(|_| required.contains(&name.as_str())),
                    hint: whole.get(name).cloned(),
                };
                div.field data-property data-name=(name) data-shape=(if is_file { "file" } else { shape }) {
                    (field.label())
                    @if is_file {
                        input id=(field.id) type="file" data-value multiple[of_list];
                    } @else {
                        (field.control(description, Some(property)))
                    }
                }
            }
        }
    }
}

/// Whether a property is the content of a file: binary, as 3.1 or as 3.0 says it.
fn is_file(view: View<'_>) -> bool {
    let is_binary = view
        .text("contentMediaType")
        .is_some_and(|media| view.get("contentEncoding").is_none() && editor(media) == "file");
    is_binary || view.text("format") == Some("binary")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_object_is_an_example_of_json_alone() {
        let about = json!({"schema": {"type": "object", "properties": {"size": {"type": "integer"}}}});
        let root = json!({"requestBody": {"content": {"application/json": about, "application/xml": about}}});
        let description = Description::new(root);
        let markup = body(&description, description.view(description.root())).0;
        let texts: Vec<&str> = markup
            .split("</textarea>")
            .filter_map(|before| before.split_once("<textarea")?.1.split_once('>'))
            .map(|of| of.1)
            .collect();
        assert_eq!(texts, ["{\n  &quot;size&quot;: 1\n}", ""]);
    }
}
