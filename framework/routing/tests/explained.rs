//! What is said of each rule is what the matcher makes of the request where the app has no other.

mod by_chance;

use std::collections::BTreeMap;

use by_chance::{Chance, app, paths};
use wegwerk_routing::map::Map;
use wegwerk_routing::matcher::{Outcome, Reason, Request};
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;

#[test]
fn each_rule_is_judged_as_if_it_were_the_only_one() {
    let paths = paths();
    let requests = [("GET", false), ("POST", false), ("PURGE", false), ("GET", true)];
    let mut chance = Chance(2);
    let mut seen = BTreeMap::<&str, usize>::new();
    for _ in 0..400 {
        let lines = chance.lines().join("\n");
        let map = app(&lines);
        let table = Table::leak(map);
        // In the order of the table.
        let alone: Vec<Table> = table
            .leaves()
            .iter()
            .map(|leaf| Table::leak(Box::leak(Box::new(Map { rules: vec![leaf.rule].leak(), ..*map }))))
            .collect();
        for path in &paths {
            let decoded = Path::decode(path);
            for (method, websocket) in requests {
                let request = Request { websocket, ..Request::new(method, &decoded) };
                let explained = table.explain(&request);
                let is_answered = matches!(explained.outcome, Outcome::Found(_) | Outcome::Redirect(_));
                assert_eq!(explained.by.is_some(), is_answered, "{lines}\n{method} {path}");
                for ((leaf, reason), alone) in explained.rules.iter().zip(&alone) {
                    let outcome = alone.find(&request, &mut Captures::new());
                    let (kind, is_true) = match reason {
                        Reason::Fits => ("fits", matches!(outcome, Outcome::Found(_) | Outcome::Redirect(_))),
                        Reason::FitsWithSlash => ("slash", matches!(outcome, Outcome::Redirect(_))),
                        Reason::FitsMerged => {
                            ("merged", matches!(outcome, Outcome::Redirect(_)) && is_answered)
                        }
                        Reason::Method => ("method", matches!(outcome, Outcome::NotAllowed(_))),
                        Reason::WebSocket => ("handshake", matches!(outcome, Outcome::WebSocketMismatch)),
                        _ => ("other", matches!(outcome, Outcome::NotFound)),
                    };
                    *seen.entry(kind).or_default() += 1;
                    assert!(
                        is_true,
                        "{lines}\n{method} {path} (WebSocket: {websocket}): of `{}` it is said that {reason:?}, alone it gives \
                         {outcome:?}",
                        leaf.rule.text
                    );
                }
            }
        }
    }
    assert!(seen.len() == 6 && seen.values().all(|count| *count > 20), "{seen:?}");
}
