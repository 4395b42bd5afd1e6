//! The part of the form that holds the body of a request.

use maud::{Markup, html};
use serde_json::Value;

use super::description::{Description, View};
use super::example::{Way, example, given, kind, of_schema};
use super::field::Field;

/// A media type without its parameters.
pub(super) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}

/// How the content of a media type is typed in.
pub(super) fn editor(media: &str) -> &'static str {
    let media = essence(media).to_ascii_lowercase();
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

pub(super) fn body(description: &Description, operation: View<'_>) -> Markup {
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
