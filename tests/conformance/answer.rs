//! What the handlers of the generated apps answer: their endpoint, the rule, and the values of the variables,
//! typed as in the vectors.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use wegwerk::MatchedRule;
use wegwerk::converter::FitsConverter;
use wegwerk::prelude::{IntoResponse, Response};
use wegwerk::{PathParam, Uuid};

/// The header field that has the answer; a `HEAD` request gets it too.
pub(crate) const FIELD: &str = "answer";

/// The answer of a handler.
pub(crate) struct Answer(Value);

impl Answer {
    /// `values` are pairs of a variable and its typed value; what the rule lacks is null.
    pub(crate) fn new<const N: usize>(matched: MatchedRule, values: [(&str, Value); N]) -> Self {
        let values = values.into_iter().filter(|(_, value)| !value.is_null());
        let values: Map<String, Value> = values.map(|(name, value)| (name.to_owned(), value)).collect();
        Answer(json!({ "endpoint": matched.endpoint(), "rule": matched.rule(), "values": values }))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let text = self.0.to_string();
        ([(FIELD, escape(&text))], text).into_response()
    }
}

/// JSON as a header field can hold it.
fn escape(json: &str) -> String {
    let mut out = String::new();
    for unit in json.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte @ b' '..=b'~') => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out
}

/// A value of a variable as the vectors write it.
pub(crate) trait Typed {
    /// `{"int": 7}` and the like.
    fn typed(&self) -> Value;
}

impl Typed for &str {
    fn typed(&self) -> Value {
        json!({ "str": self })
    }
}

impl Typed for i64 {
    fn typed(&self) -> Value {
        json!({ "int": self })
    }
}

impl Typed for f64 {
    fn typed(&self) -> Value {
        if self.is_finite() { json!({ "float": self }) } else { json!({ "float": self.to_string() }) }
    }
}

impl Typed for bool {
    fn typed(&self) -> Value {
        json!({ "bool": self })
    }
}

/// What is a number by one rule and text by another.
#[derive(Debug)]
pub(crate) struct Mixed(pub(crate) String);

impl PathParam<'_> for Mixed {
    const ACCEPTS: Option<fn(&str) -> bool> = None;

    fn from_param(text: &str) -> Option<Self> {
        Some(Mixed(text.to_owned()))
    }

    fn to_param(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl<C> FitsConverter<C> for Mixed {}

impl Typed for Mixed {
    fn typed(&self) -> Value {
        json!({ "str": self.0 })
    }
}

impl Typed for Uuid {
    fn typed(&self) -> Value {
        json!({ "uuid": self.to_string() })
    }
}

impl<T: Typed> Typed for Option<T> {
    fn typed(&self) -> Value {
        self.as_ref().map_or(Value::Null, Typed::typed)
    }
}
