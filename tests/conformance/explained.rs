//! What is said of a request by `explain` is what the app does with it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use wegwerk::http::Method;
use wegwerk::matching::{Explanation, Match, Reason};

use super::generate::{self, text};
use super::outcome::Outcome;
use super::{Site, arrives, json, sites};

#[tokio::test]
async fn an_explanation_names_the_rule_that_answers_and_agrees_on_every_other() {
    let vectors = json(include_str!("vectors.json"));
    let sites: BTreeMap<&str, Site> = sites().into_iter().collect();
    let (mut seen, mut reasons, mut failures) = (BTreeMap::<&str, usize>::new(), HashSet::new(), Vec::new());
    for map in generate::all_maps(&vectors) {
        let site = &sites[text(&map["name"])];
        for request in generate::array(&map["requests"]) {
            let method = request["method"].as_str().unwrap_or("GET");
            let (path, host) = (text(&request["path"]), request["host"].as_str().unwrap_or("example.org"));
            // An empty host is none here, and malformed in a request.
            if !arrives(path, path, "") || host.is_empty() {
                continue;
            }
            let (https, websocket) = (request["scheme"] == "https", request["websocket"] == true);
            let method_name = Method::from_bytes(method.as_bytes()).unwrap();
            let client = if https { &site.https } else { &site.http };
            let mut call = client.request(method_name.clone(), path).header("host", host);
            if websocket {
                call = call.header("upgrade", "websocket").header("connection", "upgrade");
            }
            let answered = Outcome::answered(&call.await, method_name == Method::HEAD);
            let scheme = if https { "https" } else { "http" };
            let explanation = (site.explain)(scheme, method, host, path, websocket);
            for (_, reason) in explanation.tried() {
                reasons.insert(std::mem::discriminant(reason));
            }
            match agreement(&answered, &explanation) {
                Ok(kind) => *seen.entry(kind).or_default() += 1,
                Err(problem) => failures.push(format!(
                    "{} {method} {host} {path}: {problem}; answered {answered}, but\n{explanation}",
                    text(&map["name"])
                )),
            }
        }
    }
    println!("{seen:?}, {} reasons", reasons.len());
    assert!(failures.is_empty(), "{} requests fail:\n{}", failures.len(), failures.join("\n"));
    assert!(seen["found"] >= 2_800 && seen["redirect"] >= 700 && seen["not found"] >= 1_000, "{seen:?}");
    assert!(seen["not allowed"] >= 200 && reasons.len() >= 14, "{seen:?}, {} reasons", reasons.len());
}

/// What the app did, where the explanation says the same.
fn agreement(answered: &Outcome, explanation: &Explanation) -> Result<&'static str, &'static str> {
    let fits = |reason: &Reason| {
        matches!(
            reason,
            Reason::Takes | Reason::Later | Reason::Priority | Reason::OtherSlash | Reason::Merged
        )
    };
    let (tried, by) = (explanation.tried(), explanation.rule());
    let takes: Vec<usize> = (0..tried.len()).filter(|n| tried[*n].1 == Reason::Takes).collect();
    match answered {
        Outcome::Match(_) | Outcome::Redirect(_) => {
            let [taking] = takes[..] else { return Err("one rule takes it") };
            let Some(by) = by else { return Err("a rule is named") };
            if by.to_string() != tried[taking].0.to_string() {
                return Err("the rule that is named is another");
            }
            // Of those before it, what fits is lower by priority, or wants another slash.
            if tried[..taking].iter().any(|(_, reason)| *reason == Reason::Later) {
                return Err("a rule before it fits");
            }
            match (answered, explanation.outcome()) {
                (Outcome::Match(answer), Match::Found(found)) => {
                    let same = answer["rule"] == by.text().as_str()
                        && found.rule() == by.text()
                        && answer["endpoint"] == by.endpoint().join(".").as_str();
                    if same { Ok("found") } else { Err("another rule") }
                }
                (Outcome::Redirect(_), Match::Redirect(_)) => Ok("redirect"),
                _ => Err("another outcome"),
            }
        }
        _ if by.is_some() || tried.iter().any(|(_, reason)| fits(reason)) => Err("no rule takes it"),
        Outcome::NotAllowed(allowed) | Outcome::Options(allowed) => {
            let named = tried.iter().filter_map(|(_, reason)| match reason {
                Reason::Method(methods) => Some(*methods),
                _ => None,
            });
            let named: BTreeSet<String> =
                named.flat_map(|methods| methods.names().map(str::to_owned).collect::<Vec<_>>()).collect();
            let same = named.iter().filter(|name| *name != "OPTIONS").eq(allowed.iter());
            if same { Ok("not allowed") } else { Err("other methods") }
        }
        Outcome::NotFound => Ok("not found"),
        Outcome::Other(_) => Ok("other"),
    }
}
