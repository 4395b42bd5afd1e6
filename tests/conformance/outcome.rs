//! What a router does with a request: as the vectors have it, and as our app shows it.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Value, json};
use wegwerk::testing::TestResponse;
use wegwerk_routing::matcher;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;

use super::answer::FIELD;
use super::generate::{array, endpoint, rule_text, text};

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// A handler was called: endpoint, rule and values.
    Match(Value),
    /// 308 to this path and query.
    Redirect(String),
    /// 404.
    NotFound,
    /// 405, with the methods of `Allow` but for the `OPTIONS` that we add.
    NotAllowed(BTreeSet<String>),
    /// 204 for `OPTIONS`, with the methods as above.
    Options(BTreeSet<String>),
    /// Any other answer, by its status.
    Other(u16),
}

impl Outcome {
    /// What the vectors expect of a request to `map`.
    pub(crate) fn expected(map: &Value, request: &Value, expect: &Value) -> Outcome {
        if let Some(found) = expect.get("match") {
            let rule = found["rule"].as_u64().and_then(|n| map["rules"].get(n as usize));
            let rule = rule.unwrap_or_else(|| panic!("{found} names no rule"));
            let values: serde_json::Map<String, Value> = found["values"]
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(_, value)| value.get("null").is_none())
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            return Outcome::Match(
                json!({ "endpoint": endpoint(rule), "rule": rule_text(rule), "values": values }),
            );
        }
        if let Some(redirect) = expect.get("redirect") {
            let location = text(&redirect["location"]);
            let Some((scheme, rest)) = location.split_once("://") else {
                return Outcome::Redirect(location.to_owned());
            };
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            // On the same host ours are paths.
            let own = request["host"].as_str().unwrap_or("example.org").to_ascii_lowercase();
            let standard = if request["scheme"] == "https" { ":443" } else { ":80" };
            let own = own.strip_suffix(standard).unwrap_or(&own);
            let external = redirect["cause"] == "redirect_to" && host != own;
            return Outcome::Redirect(if host == own {
                path.to_owned()
            } else if external {
                location.to_owned()
            } else {
                format!("{scheme}://{host}{path}")
            });
        }
        if let Some(refused) = expect.get("method_not_allowed") {
            return Outcome::NotAllowed(without_options(array(&refused["allow"]).iter().map(text)));
        }
        match expect.get("not_found") {
            Some(_) => Outcome::NotFound,
            // An invalid host, or a plain request to a WebSocket rule or the other way round.
            None => Outcome::Other(400),
        }
    }

    /// What our app answered.
    pub(crate) fn answered(response: &TestResponse, is_head: bool) -> Outcome {
        let allow = || without_options(response.header("allow").unwrap_or_default().split(", "));
        match response.status().as_u16() {
            200 => {
                let answer = response.header(FIELD).unwrap_or_else(|| panic!("a handler sets the field"));
                let answer: Value = serde_json::from_str(answer).unwrap_or_else(|e| panic!("{answer}: {e}"));
                if is_head {
                    assert_eq!(response.text(), "", "an answer to HEAD has no body");
                } else {
                    assert_eq!(answer, response.json::<Value>());
                }
                Outcome::Match(answer)
            }
            308 => Outcome::Redirect(response.header("location").unwrap_or_default().to_owned()),
            404 => Outcome::NotFound,
            405 => Outcome::NotAllowed(allow()),
            204 => Outcome::Options(allow()),
            status => Outcome::Other(status),
        }
    }

    /// What the table says, where a request cannot be sent. Values are texts then.
    pub(crate) fn looked_up(
        table: &'static Table,
        method: &str,
        path: &str,
        query: &str,
        script_name: &str,
    ) -> Outcome {
        let path = wegwerk_routing::path::Path::decode(path);
        let mut captures = Captures::new();
        match table.find(&matcher::Request::new(method, &path), &mut captures) {
            matcher::Outcome::Found(leaf) => {
                let spans = (0..captures.len()).filter_map(|n| Some((n, captures.get(n)?)));
                let values = spans.filter_map(|(n, (start, end))| {
                    let name = table.variable(leaf, n)?.name;
                    Some((name.to_owned(), json!({ "str": path.text().get(start..end)? })))
                });
                let values: serde_json::Map<String, Value> = values.collect();
                let (endpoint, rule) = (leaf.rule.endpoint, leaf.rule.text);
                Outcome::Match(json!({ "endpoint": endpoint, "rule": rule, "values": values }))
            }
            matcher::Outcome::Redirect(location) if query.is_empty() => {
                Outcome::Redirect(format!("{script_name}{location}"))
            }
            matcher::Outcome::Redirect(location) => {
                Outcome::Redirect(format!("{script_name}{location}?{query}"))
            }
            matcher::Outcome::NotAllowed(allowed) => Outcome::NotAllowed(without_options(allowed.methods())),
            matcher::Outcome::NotFound => Outcome::NotFound,
            matcher::Outcome::WebSocketMismatch => Outcome::Other(400),
            matcher::Outcome::Misdirected => Outcome::Other(421),
        }
    }
}

fn without_options<'a>(methods: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    methods.filter(|method| *method != "OPTIONS").map(str::to_owned).collect()
}

/// As the table of deviations writes it.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |methods: &BTreeSet<String>| methods.iter().cloned().collect::<Vec<_>>().join(", ");
        match self {
            Outcome::Match(answer) => {
                write!(f, "200 {} by {}", text(&answer["endpoint"]), text(&answer["rule"]))?;
                if answer["values"].as_object().is_none_or(|values| !values.is_empty()) {
                    write!(f, " with {}", answer["values"])?;
                }
                Ok(())
            }
            Outcome::Redirect(location) => write!(f, "308 to {location}"),
            Outcome::NotFound => f.write_str("404"),
            Outcome::NotAllowed(methods) => write!(f, "405 allowing {}", list(methods)),
            Outcome::Options(methods) => write!(f, "204 allowing {}", list(methods)),
            Outcome::Other(status) => write!(f, "{status}"),
        }
    }
}
