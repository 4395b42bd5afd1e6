//! What a variable of a rule looks like: what its converter takes, as far as the type of the argument takes it too.

use serde_json::{Map, Value, json};
use wegwerk_routing::rule::{Class, Limits, Variable};

use crate::describe::{Form, Shape};

/// The schema of a variable.
pub(super) fn schema(variable: &Variable<'_>, shape: Option<&Shape>) -> Value {
    let narrowed = match shape.map(|shape| &shape.0) {
        Some(Form::Schema(Value::Object(narrowed))) => Some(narrowed),
        _ => None,
    };
    match (variable.class, variable.limits) {
        (Class::Int { signed }, Limits::Int { fixed_digits, .. }) if fixed_digits > 0 => {
            json!({ "type": "string", "pattern": digits(fixed_digits, signed) })
        }
        (Class::Int { signed }, limits) => {
            let (min, max) = match limits {
                Limits::Int { min, max, .. } => (min, max),
                _ => (None, None),
            };
            let min = if signed { min } else { Some(min.unwrap_or(0).max(0)) };
            let mut schema = json!({ "type": "integer" });
            limit(&mut schema, "minimum", min.and_then(whole), narrowed, |own, other| own < other);
            limit(&mut schema, "maximum", max.and_then(whole), narrowed, |own, other| own > other);
            schema
        }
        (Class::Float { signed }, limits) => {
            let (min, max) = match limits {
                Limits::Float { min, max } => (min, max),
                _ => (None, None),
            };
            let min = if signed { min } else { Some(min.unwrap_or(0.0).max(0.0)) };
            let mut schema = json!({ "type": "number" });
            limit(&mut schema, "minimum", min.map(Value::from), narrowed, |own, other| own < other);
            limit(&mut schema, "maximum", max.map(Value::from), narrowed, |own, other| own > other);
            schema
        }
        (Class::Any(items), _) => {
            let taken = narrowed.and_then(|narrowed| narrowed.get("enum")).and_then(Value::as_array);
            let is_taken = |item: &&&str| taken.is_none_or(|taken| taken.iter().any(|text| text == **item));
            let items: Vec<&&str> = items.iter().filter(is_taken).collect();
            json!({ "type": "string", "enum": items })
        }
        (Class::Uuid, _) => json!({ "type": "string", "format": "uuid" }),
        (Class::Path, _) => json!({ "type": "string", "pattern": "^[^/]" }),
        (Class::Text { min, max }, _) => match narrowed {
            Some(narrowed) if narrowed.get("type").is_some_and(|ty| ty != "string") => {
                Value::Object(narrowed.clone())
            }
            narrowed => {
                let mut schema = narrowed.cloned().unwrap_or_default();
                schema.insert("type".to_owned(), "string".into());
                let says_more = ["enum", "format", "pattern"].iter().any(|key| schema.contains_key(*key));
                if !says_more {
                    schema.insert("pattern".to_owned(), "^[^/]+$".into());
                }
                if min > 1 {
                    schema.insert("minLength".to_owned(), min.into());
                }
                if max < u32::MAX {
                    schema.insert("maxLength".to_owned(), max.into());
                }
                Value::Object(schema)
            }
        },
    }
}

/// So many characters, of which one may be a minus.
fn digits(count: u32, signed: bool) -> String {
    match count {
        2.. if signed => format!("^(-[0-9]{{{}}}|[0-9]{{{count}}})$", count - 1),
        _ => format!("^[0-9]{{{count}}}$"),
    }
}

/// A whole number, where JSON has it.
fn whole(number: i128) -> Option<Value> {
    i64::try_from(number).map(Value::from).or_else(|_| u64::try_from(number).map(Value::from)).ok()
}

/// Sets a limit: the converter's, or the type's where that is the narrower.
fn limit(
    schema: &mut Value,
    key: &str,
    own: Option<Value>,
    narrowed: Option<&Map<String, Value>>,
    is_wider: impl Fn(f64, f64) -> bool,
) {
    let other = narrowed.and_then(|narrowed| narrowed.get(key)).cloned();
    let value = match (own, other) {
        (Some(own), Some(other)) => {
            let wider = match (own.as_f64(), other.as_f64()) {
                (Some(own), Some(other)) => is_wider(own, other),
                _ => false,
            };
            if wider { other } else { own }
        }
        (Some(value), None) | (None, Some(value)) => value,
        (None, None) => return,
    };
    schema[key] = value;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PathParam;

    fn of(class: Class<'static>, limits: Limits, shape: Shape) -> Value {
        let variable = Variable { limits, ..Variable::new("x", class, None) };
        schema(&variable, Some(&shape))
    }

    #[test]
    fn an_integer_is_as_narrow_as_converter_and_type_are() {
        let limits = |min, max| Limits::Int { min, max, fixed_digits: 0 };
        let unsigned = Class::Int { signed: false };
        let cases = [
            (unsigned, Limits::None, u8::shape(), json!({ "type": "integer", "minimum": 0, "maximum": 255 })),
            (
                unsigned,
                limits(Some(5), Some(1000)),
                u8::shape(),
                json!({ "type": "integer", "minimum": 5, "maximum": 255 }),
            ),
            (
                Class::Int { signed: true },
                limits(None, Some(7)),
                i64::shape(),
                json!({ "type": "integer", "minimum": i64::MIN, "maximum": 7 }),
            ),
            (unsigned, Limits::None, Shape::any(), json!({ "type": "integer", "minimum": 0 })),
            (
                unsigned,
                Limits::Int { min: None, max: None, fixed_digits: 4 },
                u16::shape(),
                json!({ "type": "string", "pattern": "^[0-9]{4}$" }),
            ),
        ];
        for (class, limits, shape, expected) in cases {
            assert_eq!(of(class, limits, shape), expected);
        }
    }

    #[test]
    fn text_that_becomes_another_type_is_described_by_that_type() {
        let text = Class::Text { min: 1, max: u32::MAX };
        assert_eq!(of(text, Limits::None, u8::shape())["type"], "integer");
        assert_eq!(
            of(text, Limits::None, String::shape()),
            json!({ "type": "string", "pattern": "^[^/]+$" })
        );
        let two = Class::Text { min: 2, max: 2 };
        assert_eq!(
            of(two, Limits::None, <&str>::shape()),
            json!({ "type": "string", "pattern": "^[^/]+$", "minLength": 2, "maxLength": 2 })
        );
        assert_eq!(of(text, Limits::None, bool::shape()), json!({ "type": "boolean" }));
    }

    #[test]
    fn any_has_the_items_that_the_type_takes() {
        let shape = Shape::schema(json!({ "type": "string", "enum": ["b", "c"] }));
        let any = Class::Any(&["a", "b"]);
        assert_eq!(of(any, Limits::None, shape), json!({ "type": "string", "enum": ["b"] }));
    }
}
