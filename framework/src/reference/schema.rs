//! Schemas as markup: their type in a word, what limits it, and what is inside.

use std::cell::{Cell, RefCell};

use maud::{Markup, PreEscaped, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::description::{Description, View};
use super::example::{Way, is_null, kind};
use super::limits::{is_enumeration, limits};
use super::text::{markdown, markdown_under};

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// So deep do schemas without a name stand in each other before the page stops.
const DEPTH: usize = 10;

/// So many lines has a page at most: what comes after is a link.
const LINES: usize = 600;

/// Renders the schemas of one page.
pub(super) struct Schemas<'a> {
    pub(super) description: &'a Description,
    /// From the page to the root of the reference: empty, or `../`.
    pub(super) base: &'static str,
    lines: Cell<usize>,
    /// The schemas that are open, by name: a recursive one is a link within itself.
    open: RefCell<Vec<String>>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(description: &'a Description, base: &'static str) -> Self {
        Schemas { description, base, lines: Cell::new(LINES), open: RefCell::default() }
    }

    /// The address of the page of a schema.
    pub(super) fn address(&self, name: &str) -> String {
        format!("{}schemas/{}", self.base, utf8_percent_encode(name, SEGMENT))
    }

    /// All of a schema that stands by itself: its type, text, limits and what is inside.
    pub(super) fn whole(&self, schema: &'a Value, way: Option<Way>) -> Markup {
        let view = self.description.view(schema);
        html! {
            p.kind { (self.label(schema)) }
            @if let Some(text) = view.text("description") { (markdown(text)) }
            (limits(view))
            (self.inside(schema, way, 0))
        }
    }

    /// A schema among the components, on its own page: where it stands within itself there is a link.
    pub(super) fn named(&self, name: &str, schema: &'a Value) -> Markup {
        let view = self.description.view(schema);
        self.open.borrow_mut().push(name.to_owned());
        let is_plain = schema.get("$ref").is_none() || view.missing.is_some();
        html! {
            p.kind { @if is_plain { (self.label(schema)) } @else { "the same as " (self.label(schema)) } }
            @if let Some(text) = view.text("description") { (markdown_under(1, text)) }
            (limits(view))
            (self.inside(schema, None, 0))
        }
    }

    /// One named value: a parameter, a header or a property.
    pub(super) fn row(
        &self,
        name: Markup,
        schema: Option<&'a Value>,
        about: Row<'_>,
        depth: usize,
    ) -> Markup {
        self.lines.set(self.lines.get().saturating_sub(1));
        let view = schema.map(|schema| self.description.view(schema));
        let is = |key: &str| view.is_some_and(|view| view.is(key));
        let text = about.description.or_else(|| view.and_then(|view| view.text("description")));
        let inside = schema
            .map(|schema| self.inside(schema, about.way, depth + 1))
            .filter(|inside| !inside.0.is_empty());
        html! {
            li.row {
                div.row-head {
                    (name)
                    @if let Some(schema) = schema { " " span.kind { (self.label(schema)) } }
                    @if about.required { " " span.flag.required { "required" } }
                    @if about.deprecated || is("deprecated") { " " span.flag.deprecated { "deprecated" } }
                    @if is("readOnly") { " " span.flag { "read only" } }
                    @if is("writeOnly") { " " span.flag { "write only" } }
                }
                @if let Some(text) = text { (markdown(text)) }
                @if let Some(view) = view { (limits(view)) }
                @if let Some(inside) = inside {
                    details.inside open[depth == 0] {
                        summary { span.when-closed { "Show" } span.when-open { "Hide" } " what is inside" span.hidden { " " (about.plain_name) } }
                        (inside)
                    }
                }
            }
        }
    }

    /// The type in a few words, with a link where it has a name.
    pub(super) fn label(&self, schema: &'a Value) -> Markup {
        self.label_at(schema, 0)
    }

    fn label_at(&self, schema: &'a Value, depth: usize) -> Markup {
        let view = self.description.view(schema);
        if let Some(missing) = view.missing {
            return html! { span.missing { "not there: " (missing) } };
        }
        if let Some(name) = view.name
            && schema
                .get("$ref")
                .and_then(Value::as_str)
                .is_some_and(|at| at.starts_with("#/components/schemas/"))
        {
            let is_whole =
                depth > 0 || !matches!(kind(view), Some("string" | "integer" | "number" | "boolean"));
            return html! {
                a.schema href=(self.address(name)) { (name) }
                @if !is_whole { " " (self.by_type(view, depth)) }
            };
        }
        if depth > DEPTH {
            return html! { "…" };
        }
        match view.target {
            Value::Bool(true) => return html! { "any" },
            Value::Bool(false) => return html! { "nothing" },
            _ => {}
        }
        let variants: Vec<_> = view.items("oneOf").chain(view.items("anyOf")).collect();
        if !variants.is_empty() && view.get("properties").is_none() && !is_enumeration(&variants) {
            return self.choice(&variants, depth);
        }
        let parts: Vec<_> = view.items("allOf").collect();
        if let ([part], None) = (parts.as_slice(), view.get("properties")) {
            return self.label_at(part, depth + 1);
        }
        self.by_type(view, depth)
    }

    /// `A or B`, `A or null`.
    fn choice(&self, variants: &[&'a Value], depth: usize) -> Markup {
        let (nulls, others): (Vec<&Value>, Vec<&'a Value>) =
            variants.iter().partition(|variant| is_null(variant));
        if others.len() > 4 {
            return html! { "one of " (others.len()) @if !nulls.is_empty() { " or null" } };
        }
        html! {
            @for (index, variant) in others.iter().enumerate() {
                @if index > 0 { " or " }
                (self.label_at(variant, depth + 1))
            }
            @if !nulls.is_empty() { " or null" }
        }
    }

    fn by_type(&self, view: View<'a>, depth: usize) -> Markup {
        let mut kinds: Vec<&str> = match view.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => kind(view).into_iter().collect(),
        };
        // As OpenAPI 3.0 said it.
        if view.is("nullable") && !kinds.contains(&"null") {
            kinds.push("null");
        }
        if kinds.is_empty() {
            let word = match (view.get("const"), view.get("enum")) {
                (Some(_), _) => "constant",
                (_, Some(_)) => "enum",
                _ if view.get("allOf").is_some() => "object",
                _ if view.items("oneOf").next().is_some() => "enum",
                _ => "any",
            };
            return html! { (word) };
        }
        let format = view.text("format").or_else(|| view.text("contentMediaType"));
        // Of several types it is that of the first.
        let formatted = kinds.iter().position(|kind| *kind != "null");
        html! {
            @for (index, kind) in kinds.iter().enumerate() {
                @if index > 0 { " or " }
                (kind)
                @if *kind == "array" && let Some(items) = view.get("items").filter(|items| !items.is_boolean()) {
                    @let items = self.label_at(items, depth + 1);
                    @if items.0.contains(" or ") { " of (" (items) ")" } @else { " of " (items) }
                }
                @if let Some(format) = format.filter(|_| formatted == Some(index)) { " " span.format { (format) } }
            }
        }
    }

    /// What is within a schema: its properties, its variants, what its items hold. Empty where there is nothing to see.
    pub(super) fn inside(&self, schema: &'a Value, way: Option<Way>, depth: usize) -> Markup {
        self.part(schema, way, depth, &[])
    }

    /// What is within a part of a schema, whose other parts require some of its properties too.
    fn part(&self, schema: &'a Value, way: Option<Way>, depth: usize, required: &[&str]) -> Markup {
        let nothing = || PreEscaped(String::new());
        let view = self.description.view(schema);
        if depth > DEPTH || self.lines.get() == 0 {
            return nothing();
        }
        let Some(name) = view.name else { return self.unnamed(view, way, depth, required) };
        if self.open.borrow().iter().any(|open| open == name) {
            return nothing();
        }
        self.open.borrow_mut().push(name.to_owned());
        let inside = self.unnamed(view, way, depth, required);
        self.open.borrow_mut().pop();
        inside
    }

    fn unnamed(&self, view: View<'a>, way: Option<Way>, depth: usize, required: &[&str]) -> Markup {
        let parts: Vec<&'a Value> = view.items("allOf").collect();
        let names = parts.iter().map(|part| self.description.view(part)).chain([view]);
        let names = names.flat_map(|part| part.items("required")).filter_map(Value::as_str);
        let required: Vec<&str> = names.chain(required.iter().copied()).collect();
        let rows = self.properties(view, way, depth, &required);
        let variants: Vec<&'a Value> = view.items("oneOf").collect();
        let any: Vec<&'a Value> = view.items("anyOf").collect();
        html! {
            @if !rows.is_empty() { ul.rows { @for row in rows { (row) } } }
            @for part in parts { (self.part(part, way, depth + 1, &required)) }
            (self.variants("One of", &variants, view, way, depth))
            (self.variants("Any of", &any, view, way, depth))
            @if let Some(items) = view.get("items") { (self.inside(items, way, depth + 1)) }
            @for (key, word) in [
                ("not", "Not"), ("contains", "Contains"), ("if", "If"), ("then", "Then"), ("else", "Else"),
                ("propertyNames", "Names of properties"), ("contentSchema", "Content"),
            ] {
                @if let Some(schema) = view.get(key).filter(|schema| schema.is_object()) {
                    ul.rows { (self.row(html! { span.word { (word) } }, Some(schema), Row { way, plain_name: word, ..Row::default() }, depth)) }
                }
            }
        }
    }

    /// The properties, then what else an object or an array may hold.
    fn properties(&self, view: View<'a>, way: Option<Way>, depth: usize, required: &[&str]) -> Vec<Markup> {
        let hidden = way.map(|way| if way == Way::Sent { "readOnly" } else { "writeOnly" });
        let mut rows = Vec::new();
        for (name, schema) in view.entries("properties") {
            if hidden.is_some_and(|hidden| self.description.view(schema).is(hidden)) {
                continue;
            }
            if self.lines.get() == 0 {
                rows.push(html! { li.row.more { "And more, which is left out here." } });
                break;
            }
            let about =
                Row { required: required.contains(&name.as_str()), way, plain_name: name, ..Row::default() };
            rows.push(self.row(html! { code.name { (name) } }, Some(schema), about, depth));
        }
        for (pattern, schema) in view.entries("patternProperties") {
            let about = Row { way, plain_name: pattern, ..Row::default() };
            rows.push(self.row(
                html! { span.word { "names like " } code { (pattern) } },
                Some(schema),
                about,
                depth,
            ));
        }
        for (name, schema) in view.entries("dependentSchemas") {
            let about = Row { way, plain_name: name, ..Row::default() };
            rows.push(self.row(
                html! { span.word { "where there is " } code { (name) } },
                Some(schema),
                about,
                depth,
            ));
        }
        for (index, schema) in view.items("prefixItems").enumerate() {
            let about = Row { way, plain_name: "item", ..Row::default() };
            rows.push(self.row(html! { code.name { "[" (index) "]" } }, Some(schema), about, depth));
        }
        match view.get("additionalProperties") {
            Some(Value::Bool(false)) if !rows.is_empty() => {
                rows.push(html! { li.row.more { "No other properties." } });
            }
            Some(schema) if schema.is_object() => {
                let about = Row { way, plain_name: "any other name", ..Row::default() };
                rows.push(self.row(html! { span.word { "any other name" } }, Some(schema), about, depth));
            }
            _ => {}
        }
        rows
    }

    fn variants(
        &self,
        word: &str,
        variants: &[&'a Value],
        view: View<'a>,
        way: Option<Way>,
        depth: usize,
    ) -> Markup {
        let shown: Vec<_> = variants.iter().filter(|variant| !is_null(variant)).collect();
        if shown.is_empty() || is_enumeration(variants) {
            return PreEscaped(String::new());
        }
        if let [only] = shown.as_slice() {
            return self.inside(only, way, depth + 1);
        }
        let discriminator =
            view.get("discriminator").and_then(|by| by.get("propertyName")).and_then(Value::as_str);
        let parts: Vec<_> = shown
            .into_iter()
            .map(|variant| {
                let variant_view = self.description.view(variant);
                let text = variant_view.text("description").map(markdown);
                let inside = self.inside(variant, way, depth + 1);
                let limits = limits(variant_view);
                (variant_view.text("title"), self.label(variant), text, limits, inside)
            })
            .collect();
        html! {
            div.variants {
                p.word { (word) @if let Some(name) = discriminator { ", told apart by " code { (name) } } }
                @for (title, label, text, limits, inside) in parts {
                    @let is_empty = text.is_none() && limits.0.is_empty() && inside.0.is_empty();
                    @if is_empty {
                        div.variant { (title.map_or(label, |title| html! { (title) })) }
                    } @else {
                        details.variant {
                            summary { @if let Some(title) = title { (title) " " } span.kind { (label) } }
                            @if let Some(text) = text { (text) }
                            (limits) (inside)
                        }
                    }
                }
            }
        }
    }
}

/// What else is to be said of a named value.
#[derive(Clone, Copy, Default)]
pub(super) struct Row<'r> {
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) description: Option<&'r str>,
    pub(super) way: Option<Way>,
    /// The name once more, for those who hear the page.
    pub(super) plain_name: &'r str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rendered(schema: Value) -> (String, String) {
        let root = json!({"components": {"schemas": {
            "Pet": {"type": "object", "properties": {"parent": {"$ref": "#/components/schemas/Pet"}, "name": {"type": "string"}}},
            "this": schema,
        }}});
        let description = Description::new(root);
        let schema = description.root().pointer("/components/schemas/this").unwrap();
        let schemas = Schemas::new(&description, "../");
        (plain_text(&schemas.label(schema).0), plain_text(&schemas.whole(schema, None).0))
    }

    fn plain_text(markup: &str) -> String {
        let mut text = String::new();
        let mut within = false;
        for letter in markup.chars() {
            match letter {
                '<' => within = true,
                '>' => within = false,
                letter if !within => text.push(letter),
                _ => {}
            }
        }
        text
    }

    #[test]
    fn types_are_named_in_a_few_words() {
        let pet = json!({"$ref": "#/components/schemas/Pet"});
        let cases = [
            (json!({"type": "string", "format": "uuid"}), "string uuid"),
            (json!({"type": ["integer", "null"], "format": "int32"}), "integer int32 or null"),
            (json!({"type": ["array", "null"], "items": {"type": "integer"}}), "array of integer or null"),
            (json!({"type": "array", "items": {"type": ["integer", "null"]}}), "array of (integer or null)"),
            (json!({"type": "string", "nullable": true}), "string or null"),
            (json!({"type": "array", "items": pet}), "array of Pet"),
            (json!({"type": "array", "prefixItems": [pet], "items": false}), "array"),
            (json!({"anyOf": [pet, {"type": "null"}]}), "Pet or null"),
            (json!({"oneOf": [pet, {"type": "string"}]}), "Pet or string"),
            (json!({"allOf": [pet]}), "Pet"),
            (json!({"enum": ["a", 1]}), "enum"),
            (json!({"const": 1}), "constant"),
            (json!({"oneOf": [{"const": "a"}, {"const": "b"}]}), "enum"),
            (json!({"properties": {}}), "object"),
            (json!(true), "any"),
            (json!(false), "nothing"),
            (json!({"$ref": "#/nowhere"}), "not there: #/nowhere"),
            (json!({"type": 5}), "any"),
            (json!("no schema"), "any"),
        ];
        for (schema, expected) in cases {
            assert_eq!(rendered(schema.clone()).0, expected, "{schema}");
        }
    }

    #[test]
    fn limits_and_what_is_inside_are_told() {
        let cases = [
            (json!({"type": "integer", "minimum": 1, "maximum": 9}), "1 to 9"),
            (json!({"type": "integer", "exclusiveMaximum": 9}), "Less than 9"),
            (json!({"type": "string", "minLength": 2, "maxLength": 2}), "exactly 2"),
            (json!({"type": "string", "pattern": "^a"}), "Pattern ^a"),
            (json!({"enum": ["a", null]}), "anull"),
            (json!({"oneOf": [{"const": "a", "description": "first"}]}), "a first"),
            (json!({"oneOf": [{"const": 1, "title": "Low"}, {"const": 2, "title": "2"}]}), "1 Low 2"),
            (json!({"type": "string", "default": "d", "examples": ["e", "f"]}), "Default dExamples e f"),
            (json!({"properties": {"p": {"type": "boolean"}}, "required": ["p"]}), "p boolean required"),
            (json!({"properties": {"p": {"properties": {"q": {"const": 3}}}}}), "Constant 3"),
            (json!({"additionalProperties": {"type": "integer"}}), "any other name integer"),
            (json!({"patternProperties": {"^x-": {}}}), "names like ^x- any"),
            (json!({"prefixItems": [{"type": "number"}]}), "[0] number"),
            (json!({"not": {"type": "string"}}), "Not string"),
            (json!({"not": {"required": ["a", "b"]}}), "Not anyRequired a b"),
            (json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}), "anyRequired b"),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/Pet"}, {"required": ["name"]}]}),
                "name string required",
            ),
            (
                json!({"required": ["a"], "allOf": [{"properties": {"a": {"properties": {"a": {}}}}}]}),
                "a object requiredShowHide what is inside aa any",
            ),
            (json!({"enum": [""], "default": ""}), "enum&quot;&quot;Default &quot;&quot;"),
            (
                json!({"allOf": [{"properties": {"a": {}}}, {"$ref": "#/components/schemas/Pet"}]}),
                "parent Pet",
            ),
        ];
        for (schema, expected) in cases {
            let whole = rendered(schema.clone()).1;
            assert!(whole.contains(expected), "{schema}: {whole}");
        }
    }

    #[test]
    fn a_recursive_schema_is_a_link_within_itself_and_a_wide_one_ends() {
        let (_, whole) = rendered(json!({"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}}));
        assert_eq!(whole.matches("parent").count(), 1, "{whole}");
        let all: Value = (0..40).fold(json!({}), |mut all, n| {
            let properties: serde_json::Map<_, _> = (0..40)
                .map(|m| (format!("p{m}"), json!({"$ref": format!("#/components/schemas/s{m}")})))
                .collect();
            all[format!("s{n}")] = json!({ "properties": properties });
            all
        });
        let description = Description::new(json!({"components": {"schemas": all}}));
        let markup =
            Schemas::new(&description, "").whole(&description.root()["components"]["schemas"]["s0"], None).0;
        assert!(markup.len() < 600_000, "{}", markup.len());
    }

    #[test]
    fn schemas_without_end_in_depth_end() {
        let deep = (0..60)
            .fold(json!({"type": "string"}), |inner, _| json!({"properties": {"p": inner}, "items": true}));
        let description = Description::new(json!({"openapi": "3.1.0", "deep": deep}));
        assert!(Schemas::new(&description, "").whole(&description.root()["deep"], None).0.len() > 100);
    }
}
