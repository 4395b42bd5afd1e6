//! The table of deviations, and which of them covers a request. That is decided by the request's own data: what
//! the table lists is what we answer then, so that no answer changes unseen.

use std::collections::BTreeMap;

use serde_json::Value;

use super::generate::{NO_NAMES, array, text};
use super::outcome::Outcome;

/// One line of the table.
pub(crate) struct Deviation {
    /// Its name.
    pub(crate) tag: String,
    /// How many requests it covers.
    pub(crate) requests: u64,
    /// What we answer to each of them.
    pub(crate) answers: BTreeMap<String, String>,
}

/// Reads the table.
pub(crate) fn read(json: &Value) -> Vec<Deviation> {
    let read = |deviation: &Value| {
        assert!(text(&deviation["reason"]).len() > 20, "a deviation has a reason: {deviation}");
        let answers = deviation["answers"].as_object().cloned().unwrap_or_default();
        Deviation {
            tag: text(&deviation["tag"]).to_owned(),
            requests: deviation["requests"].as_u64().unwrap_or_else(|| panic!("{deviation} has no number")),
            answers: answers
                .iter()
                .map(|(request, answer)| (request.clone(), text(answer).to_owned()))
                .collect(),
        }
    };
    array(json).iter().map(read).collect()
}

/// The tag of the deviation that covers a request on which we and Werkzeug differ.
pub(crate) fn covering(request: &Value, expected: &Outcome, ours: &Outcome) -> Option<&'static str> {
    let tagged = |tag: &str| array(&request["tags"]).iter().any(|other| other == tag);
    let method = request["method"].as_str().unwrap_or("GET");
    let tag = match (expected, ours) {
        (Outcome::NotAllowed(theirs), Outcome::Options(ours)) if method == "OPTIONS" && theirs == ours => {
            "options-answered"
        }
        (Outcome::Match(theirs), Outcome::Match(_)) if has_odd_name(theirs) => "argument-name",
        _ if request["order_dependent"] == true => "order-dependent",
        (_, Outcome::Other(421)) => "foreign-host",
        (Outcome::Redirect(theirs), Outcome::Redirect(ours)) if with_query(theirs, request) == *ours => {
            "redirect-query"
        }
        (Outcome::Redirect(theirs), _) if theirs.contains(":///") => "host",
        (_, Outcome::Other(400)) if request["host"] == "" => "host",
        (Outcome::Match(theirs), Outcome::Match(ours)) if same_texts(theirs, ours) => "default-type",
        (_, Outcome::NotFound) if request.get("if_validating").is_some() => "refused-by-all",
        _ if request.get("websocket").is_some() => "websocket",
        _ if method.bytes().any(|byte| byte.is_ascii_lowercase()) => "method-case",
        _ if tagged("encoded-slash") => "encoded-slash",
        _ if tagged("unicode-digit") => "unicode-digit",
        _ if tagged("bigint") => "bigint",
        _ => return None,
    };
    Some(tag)
}

/// An address with the query of the request.
fn with_query(address: &str, request: &Value) -> String {
    format!("{address}?{}", request["query"].as_str().unwrap_or_default())
}

/// Whether two answers differ in the types of values alone.
fn same_texts(theirs: &Value, ours: &Value) -> bool {
    let texts = |answer: &Value| -> BTreeMap<String, String> {
        let values = answer["values"].as_object().into_iter().flatten();
        let inner = values.filter_map(|(name, value)| Some((name, value.as_object()?.values().next()?)));
        let text = |value: &Value| match value.as_f64() {
            Some(number) => number.to_string(),
            None => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        };
        inner.map(|(name, value)| (name.clone(), text(value))).collect()
    };
    theirs["endpoint"] == ours["endpoint"] && theirs["rule"] == ours["rule"] && texts(theirs) == texts(ours)
}

fn has_odd_name(answer: &Value) -> bool {
    NO_NAMES.iter().any(|name| answer["values"].get(name).is_some())
}

/// The tag of the deviation that covers a build on which we and Werkzeug differ; `refused`: our check says why.
pub(crate) fn covering_build(build: &Value, ours: &str, refused: bool) -> Option<&'static str> {
    let expected = build["expect"].as_str()?;
    let is_ascii = |key: &str| build["bind"][key].as_str().is_none_or(str::is_ascii);
    let tag = if !is_ascii("host") {
        "idna"
    } else if encoded(expected) == ours {
        "any-encoded"
    } else if ours.replace("%2F", "/") == expected {
        "slash-encoded"
    } else if expected.contains("e-") || expected.contains("e+") {
        "float-exponent"
    } else if refused {
        "refused"
    } else {
        return None;
    };
    Some(tag)
}

/// A URL with what no URL may hold encoded.
fn encoded(url: &str) -> String {
    let mut out = String::new();
    for (at, character) in url.char_indices() {
        let after = url.get(at + 1..).unwrap_or_default();
        let is_escape = after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        match character {
            '%' if is_escape => out.push('%'),
            ' ' | '%' | '\u{80}'.. => {
                let mut buffer = [0; 4];
                for byte in character.encode_utf8(&mut buffer).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            character => out.push(character),
        }
    }
    out
}
