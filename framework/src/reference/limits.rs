//! What limits the values of a schema, as markup.

use maud::{Markup, html};
use serde_json::Value;

use super::description::View;
use super::text::{markdown, plain};

/// Whether each of the variants is one value, as enums with texts are written.
pub(super) fn is_enumeration(variants: &[&Value]) -> bool {
    !variants.is_empty()
        && variants.iter().all(|variant| {
            variant.get("const").is_some()
                || (variant.get("enum").is_some() && variant.get("properties").is_none())
        })
}

/// What limits the value, as a list.
pub(super) fn limits(view: View<'_>) -> Markup {
    let mut limits: Vec<(&str, Markup)> = Vec::new();
    // An empty text would not be seen.
    let shown = |value: &Value| if value == "" { value.to_string() } else { plain(value) };
    let code = |value: &Value| html! { code { (shown(value)) } };
    let range = |least: &str, most: &str| {
        let (least, most) =
            (view.get(least).filter(|v| v.is_number()), view.get(most).filter(|v| v.is_number()));
        match (least, most) {
            (Some(least), Some(most)) if least == most => Some(html! { "exactly " (code(least)) }),
            (Some(least), Some(most)) => Some(html! { (code(least)) " to " (code(most)) }),
            (Some(least), None) => Some(html! { "at least " (code(least)) }),
            (None, Some(most)) => Some(html! { "at most " (code(most)) }),
            (None, None) => None,
        }
    };
    for (what, least, most) in [
        ("Range", "minimum", "maximum"),
        ("Length", "minLength", "maxLength"),
        ("Items", "minItems", "maxItems"),
        ("Contains", "minContains", "maxContains"),
        ("Properties", "minProperties", "maxProperties"),
    ] {
        limits.extend(range(least, most).map(|range| (what, range)));
    }
    for (what, key) in [
        ("Greater than", "exclusiveMinimum"),
        ("Less than", "exclusiveMaximum"),
        ("Multiple of", "multipleOf"),
        ("Pattern", "pattern"),
        ("Constant", "const"),
        ("Default", "default"),
        ("Encoding", "contentEncoding"),
    ] {
        if let Some(value) =
            view.get(key).filter(|value| !value.is_boolean() || matches!(key, "const" | "default"))
        {
            limits.push((what, code(value)));
        }
    }
    // What has a row of its own says so there.
    let is_whole = ["$ref", "allOf", "oneOf", "anyOf"].iter().all(|key| view.get(key).is_none());
    let properties = view.get("properties");
    let names: Vec<_> = view
        .items("required")
        .filter(|name| {
            let row = name.as_str().and_then(|name| properties?.get(name));
            is_whole && row.is_none()
        })
        .collect();
    if !names.is_empty() {
        limits.push((
            "Required",
            html! {
                @for (index, name) in names.into_iter().enumerate() { @if index > 0 { " " } (code(name)) }
            },
        ));
    }
    if view.is("uniqueItems") {
        limits.push(("Items", html! { "all different" }));
    }
    let examples: Vec<_> = view.get("example").into_iter().chain(view.items("examples")).collect();
    if !examples.is_empty() && !examples.iter().any(|example| example.is_object()) {
        limits.push((if examples.len() == 1 { "Example" } else { "Examples" }, html! {
            @for (index, example) in examples.iter().take(8).enumerate() { @if index > 0 { " " } (code(example)) }
        }));
    }
    let values: Vec<_> = view.items("enum").collect();
    let variants: Vec<_> = view.items("oneOf").chain(view.items("anyOf")).collect();
    html! {
        @if !values.is_empty() {
            ul.values aria-label="Allowed values" { @for value in values { li { (code(value)) } } }
        } @else if is_enumeration(&variants) {
            ul.values.described[variants.iter().any(|variant| variant.get("description").is_some())] aria-label="Allowed values" {
                @for variant in variants {
                    @let values: Vec<_> = variant.get("const").into_iter().chain(listed(variant)).collect();
                    @let title = variant.get("title").and_then(Value::as_str);
                    li {
                        @for value in &values { (code(value)) " " }
                        @if let Some(title) = title.filter(|title| values.iter().all(|value| plain(value) != *title)) { (title) " " }
                        @if let Some(text) = variant.get("description").and_then(Value::as_str) { (markdown(text)) }
                    }
                }
            }
        }
        @if !limits.is_empty() {
            dl.limits { @for (what, value) in limits { div { dt { (what) } " " dd { (value) } } } }
        }
    }
}

fn listed(variant: &Value) -> impl Iterator<Item = &Value> {
    variant.get("enum").and_then(Value::as_array).into_iter().flatten()
}
