//! Where two descriptions differ that mean the same to clients.

use serde_json::Value;

use crate::openapi::pointer;

/// The parts that may differ. The rest, `info` and `servers`, is no part of the comparison.
const PARTS: [&str; 3] = ["paths", "components", "tags"];
/// How many places are named.
const NAMED: usize = 3;

/// The first places that differ, as JSON pointers (RFC 6901); `None` where there is none.
pub(super) fn differing(before: &Value, now: &Value) -> Option<String> {
    let mut places = Vec::new();
    for part in PARTS {
        compare(before.get(part), now.get(part), &format!("/{part}"), &mut places);
    }
    let more = match places.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named: Vec<String> = places.iter().take(NAMED).map(|place| format!("`#{place}`")).collect();
    (!named.is_empty()).then(|| named.join(", ") + &more)
}

fn compare(before: Option<&Value>, now: Option<&Value>, at: &str, places: &mut Vec<String>) {
    if before == now {
        return;
    }
    match (before, now) {
        (Some(Value::Object(before)), Some(Value::Object(now))) => {
            let new = now.keys().filter(|key| !before.contains_key(*key));
            for key in before.keys().chain(new) {
                let at = format!("{at}/{}", pointer::escape(key));
                compare(before.get(key), now.get(key), &at, places);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(now))) if before.len() == now.len() => {
            for (index, (before, now)) in before.iter().zip(now).enumerate() {
                compare(Some(before), Some(now), &format!("{at}/{index}"), places);
            }
        }
        _ => places.push(at.to_owned()),
    }
}
