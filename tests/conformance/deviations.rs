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
        _ if request.get("websocket").is_some() => "websocket",
        _ if request["expect"].get("bad_host").is_some() => "host",
        _ if method.bytes().any(|byte| byte.is_ascii_lowercase()) => "method-case",
        _ if tagged("encoded-slash") => "encoded-slash",
        _ if tagged("unicode-digit") => "unicode-digit",
        _ if tagged("bigint") => "bigint",
        _ => return None,
    };
    Some(tag)
}

fn has_odd_name(answer: &Value) -> bool {
    NO_NAMES.iter().any(|name| answer["values"].get(name).is_some())
}
