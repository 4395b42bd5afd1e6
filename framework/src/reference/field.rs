//! A field of the form: its label, and what its value is typed into.

use maud::{Markup, html};
use serde_json::Value;

use super::description::{Description, View};
use super::example::kind;
use super::text::plain;

/// A field.
pub(super) struct Field<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) required: bool,
    pub(super) value: Option<Value>,
    pub(super) hint: Option<Value>,
    pub(super) shape: &'a str,
}

impl Field<'_> {
    pub(super) fn label(&self) -> Markup {
        html! {
            label for=(self.id) {
                code { (self.name) } @if self.required { " " span.flag.required { "required" } }
            }
        }
    }

    pub(super) fn control(&self, description: &Description, view: Option<View<'_>>) -> Markup {
        let described = view.map(|view| choices(description, view)).unwrap_or_default();
        let value = self.value.as_ref().map(|value| self.text(value)).unwrap_or_default();
        let is_empty = |hint: &Value| match hint {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            hint => hint == "",
        };
        let hint = self.hint.as_ref().filter(|hint| !is_empty(hint)).map(|hint| self.text(hint));
        let required = self.required.then_some("true");
        if !described.is_empty() && self.shape == "scalar" {
            return html! {
                select id=(self.id) data-value aria-required=[required] {
                    @if !self.required || value.is_empty() { option value="" { "–" } }
                    @for choice in &described { option value=(choice) selected[*choice == value] { (choice) } }
                }
            };
        }
        let example = hint.map(|hint| format!("such as {}", hint.replace('\n', " ")));
        let placeholder =
            |what: &str| [what].into_iter().chain(example.as_deref()).collect::<Vec<_>>().join(", ");
        match self.shape {
            "scalar" => {
                let mode = match view.and_then(kind) {
                    Some("integer") => Some("numeric"),
                    Some("number") => Some("decimal"),
                    _ => None,
                };
                html! { input id=(self.id) type="text" data-value value=(value) placeholder=[example] inputmode=[mode] aria-required=[required] autocomplete="off" spellcheck="false"; }
            }
            "array" => html! {
                textarea id=(self.id) data-value rows="2" placeholder=(placeholder("one a line")) aria-required=[required] spellcheck="false" { (value) }
            },
            _ => html! {
                textarea id=(self.id) data-value rows="3" placeholder=(placeholder("JSON")) aria-required=[required] spellcheck="false" { (value) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_empty_is_no_hint() {
        for (shape, hint, expected) in [
            ("scalar", json!([]), ""),
            ("scalar", json!("a\nb"), " placeholder=\"such as a b\""),
            ("array", json!([]), " placeholder=\"one a line\""),
            ("array", json!(["a", "b"]), " placeholder=\"one a line, such as a b\""),
            ("object", json!({}), " placeholder=\"JSON, such as {}\""),
        ] {
            let field = Field {
                id: "f".to_owned(),
                name: "f",
                required: false,
                value: None,
                hint: Some(hint),
                shape,
            };
            let markup = field.control(&Description::new(json!({})), None).0;
            let hint = markup.find(" placeholder").map_or("", |at| &markup[at..]);
            assert!(hint.starts_with(expected) && hint.is_empty() == expected.is_empty(), "{markup}");
        }
    }
}
