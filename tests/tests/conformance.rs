//! Wegwerk against Werkzeug: every map of the vectors that it can take so far is an app, and each request to it
//! is answered as Werkzeug answers, but for the deviations that `conformance/deviations.json` lists.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use wegwerk::http::{Method, Uri};
use wegwerk::matching::Explanation;
use wegwerk::prelude::*;
use wegwerk::private::Table;
use wegwerk::testing::Client;
use wegwerk::{App, Url, Uuid};
use wegwerk_routing::matcher;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;

#[path = "../conformance/answer.rs"]
mod answer;
#[path = "../conformance/builds.rs"]
mod builds;
#[path = "../conformance/compile.rs"]
mod compile;
#[path = "../conformance/deviations.rs"]
mod deviations;
#[path = "../conformance/explained.rs"]
mod explained;
#[path = "../conformance/generate.rs"]
mod generate;
#[path = "../conformance/outcome.rs"]
mod outcome;

use answer::{Answer, Mixed, Typed};
use compile::Conflict;
use generate::text;
use outcome::Outcome;

include!(concat!(env!("OUT_DIR"), "/conformance.rs"));

/// An app that was generated of a map, as each scheme of the vectors reaches it.
struct Site {
    http: Client,
    https: Client,
    table: &'static Table,
    urls: fn() -> Vec<(usize, Url)>,
    explain: Explain,
}

/// Explains a request: scheme, method, host, path, and whether it is a WebSocket handshake.
type Explain = Box<dyn Fn(&str, &str, &str, &str, bool) -> Explanation>;

fn site<A: App>(
    app: fn() -> A,
    urls: fn() -> Vec<(usize, Url)>,
    server_name: Option<&str>,
    script_name: &str,
) -> Site {
    let client = |scheme| {
        let service = app().into_service().script_name(script_name).scheme(scheme);
        Client::of_service(match server_name {
            Some(name) => service.server_name(name),
            None => service,
        })
    };
    let own = server_name.map(str::to_owned);
    let explain = move |scheme: &str, method: &str, host: &str, path: &str, websocket: bool| {
        if own.is_none() && !websocket && scheme == "http" {
            return A::explain(method, host, path);
        }
        let bound = A::bind(own.as_deref().unwrap_or(host)).scheme(scheme);
        if websocket { bound.websocket() } else { bound }.explain(method, host, path)
    };
    Site { table: A::table(), urls, explain: Box::new(explain), http: client("http"), https: client("https") }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("the file is JSON: {error}"))
}

/// What was seen, by tag: each request that the deviation covers, with our answer.
type Seen = BTreeMap<String, BTreeMap<String, String>>;

#[tokio::test]
async fn every_request_is_answered_as_werkzeug_does_or_a_deviation_says_why_not() {
    let vectors = json(include_str!("../conformance/vectors.json"));
    let sites: BTreeMap<&str, Site> = sites().into_iter().collect();
    let (mut maps, mut requests, mut failures, mut seen) = (0, 0, Vec::new(), Seen::new());
    for map in generate::all_maps(&vectors) {
        maps += usize::from(generate::is_sound(map));
        let site = &sites[text(&map["name"])];
        for request in generate::array(&map["requests"]) {
            requests += 1;
            replay(map, site, request, &mut seen, &mut failures).await;
        }
    }
    println!(
        "{maps} maps and {} that do not compile without priorities or with dead rules, {requests} requests",
        sites.len() - maps
    );
    assert!(failures.is_empty(), "{} requests fail:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(maps, generate::all_maps(&vectors).filter(|map| generate::is_sound(map)).count());
    assert!(maps >= 230, "only {maps} maps");
    assert!(requests >= 4_300, "only {requests} requests");

    listed(&seen, include_str!("../conformance/deviations.json"));
}

async fn replay(map: &Value, site: &Site, request: &Value, seen: &mut Seen, failures: &mut Vec<String>) {
    let method = request["method"].as_str().unwrap_or("GET");
    let (path, query) = (text(&request["path"]), request["query"].as_str().unwrap_or_default());
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let host = request["host"].as_str().map_or(String::new(), |host| format!(" (host {host})"));
    let name = format!("{} {method} {target}{host}", text(&map["name"]));
    let mut note = |tag: &str, ours: &Outcome| {
        let other = seen.entry(tag.to_owned()).or_default().insert(name.clone(), ours.to_string());
        assert!(other.is_none(), "`{name}` stands twice");
    };

    let host_name = request["host"].as_str().unwrap_or("example.org");
    let client = if request["scheme"] == "https" { &site.https } else { &site.http };
    let ours = if arrives(&target, path, query) {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut call = client.request(method.clone(), &target).header("host", host_name);
        if request["websocket"] == true {
            call = call.header("upgrade", "websocket").header("connection", "upgrade");
        }
        Outcome::answered(&call.await, method == Method::HEAD)
    } else {
        assert!(path.is_empty() || target.parse::<Uri>().is_err(), "`{target}` arrives as something else");
        let script_name = map["options"]["script_name"].as_str().unwrap_or_default();
        let ours = Outcome::looked_up(site.table, method, path, query, script_name);
        if !path.is_empty() {
            note("raw-unsafe", &ours);
        }
        ours
    };

    let mut expected = Outcome::expected(map, request, &request["expect"]);
    if let Some(validating) = request.get("if_validating") {
        expected = Outcome::expected(map, request, validating);
        note("validating", &ours);
    }
    if ours == expected {
        return;
    }
    match deviations::covering(request, &expected, &ours) {
        Some(tag) => note(tag, &ours),
        None => failures.push(format!("{name}: {ours}, but Werkzeug: {expected}")),
    }
}

/// Whether a request line can carry the target, and it arrives as it was written.
fn arrives(target: &str, path: &str, query: &str) -> bool {
    target.parse::<Uri>().is_ok_and(|uri| uri.path() == path && uri.query().unwrap_or_default() == query)
}

#[test]
fn every_url_is_built_as_werkzeug_does_or_a_deviation_says_why_not() {
    let vectors = json(include_str!("../conformance/vectors.json"));
    let sites: BTreeMap<&str, Site> = sites().into_iter().collect();
    let (mut built, mut failures, mut seen) = (0, Vec::new(), Seen::new());
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    for map in generate::all_maps(&vectors) {
        let urls: BTreeMap<usize, Url> = (sites[text(&map["name"])].urls)().into_iter().collect();
        for (n, build) in generate::array(&map["builds"]).iter().enumerate() {
            let Some(url) = urls.get(&n) else {
                let reason = builds::expression(map, build).expect_err("it was left out");
                *left_out.entry(reason).or_default() += 1;
                continue;
            };
            built += 1;
            let (expected, checked) = (build["expect"].as_str(), url.check());
            let fits = match expected {
                Some(expected) => url.to_string() == expected,
                None => checked.is_err(),
            };
            if fits {
                continue;
            }
            let name = format!("{} {n}: {}", text(&map["name"]), text(&build["endpoint"]));
            let ours = match &checked {
                Ok(()) => url.to_string(),
                Err(error) => format!("{url}, but {error}"),
            };
            match deviations::covering_build(build, &url.to_string(), checked.is_err()) {
                Some(tag) => {
                    seen.entry(tag.to_owned()).or_default().insert(name, ours);
                }
                None => failures.push(format!("{name}: {ours}; Werkzeug: {expected:?} of {build}")),
            }
        }
    }
    println!("{built} builds");
    for (reason, count) in &left_out {
        println!("{count:>5} left out: {reason}");
    }
    listed(&seen, include_str!("../conformance/build_deviations.json"));
    assert!(failures.is_empty(), "{} builds fail:\n{}", failures.len(), failures.join("\n"));
    assert!(built >= 900, "only {built} builds");
}

/// Fails where the table of deviations is not what was seen.
fn listed(seen: &Seen, table: &str) {
    for (tag, covered) in seen {
        println!("{:>5} {tag}", covered.len());
    }
    if std::env::var_os("CONFORMANCE_SHOW").is_some() {
        println!("{}", serde_json::to_string_pretty(seen).unwrap());
        return;
    }
    let listed = deviations::read(&json(table));
    let tags: BTreeSet<&String> = listed.iter().map(|deviation| &deviation.tag).collect();
    assert_eq!(tags, seen.keys().collect(), "the table lists what was seen, and each once");
    assert_eq!(tags.len(), listed.len());
    for deviation in &listed {
        let covered = &seen[&deviation.tag];
        assert_eq!(&deviation.answers, covered, "what `{}` covers", deviation.tag);
        assert_eq!(deviation.requests, covered.len() as u64, "how many `{}` covers", deviation.tag);
    }
}

#[test]
fn an_ambiguous_map_does_not_compile_and_each_witness_is_true() {
    let vectors = json(include_str!("../conformance/vectors.json"));
    let ambiguous: Vec<&Value> =
        generate::all_maps(&vectors).filter(|map| generate::is_ambiguous(map)).collect();
    let sound = generate::all_maps(&vectors).find(|map| generate::is_sound(map)).expect("there is one");
    let errors = compile::errors(ambiguous.iter().copied().chain([sound]));
    assert_eq!(errors[text(&sound["name"])], [""; 0], "the frame around the apps compiles");
    for map in &ambiguous {
        let mut pairs = BTreeSet::new();
        for message in &errors[text(&map["name"])] {
            let conflict =
                Conflict::read(message).unwrap_or_else(|| panic!("an error of another kind: {message}"));
            assert!(["WE201", "WE202"].contains(&conflict.code.as_str()), "{message}");
            for rule in &conflict.rules {
                let rule =
                    compile::rule(map, rule).unwrap_or_else(|| panic!("{rule:?} is no rule of the map"));
                let found = compile::alone(map, rule).find(
                    &matcher::Request::new(&conflict.method, &Path::decode(&conflict.path)),
                    &mut Captures::new(),
                );
                assert!(
                    matches!(found, matcher::Outcome::Found(..) | matcher::Outcome::Redirect(_)),
                    "{} does not fit {rule}: {found:?}",
                    conflict.path
                );
            }
            println!(
                "{}: {} {} fits {:?}",
                text(&map["name"]),
                conflict.method,
                conflict.path,
                conflict.rules
            );
            pairs.insert(BTreeSet::from(conflict.rules));
        }
        let named = |n: &Value| {
            let rule = &map["rules"][n.as_u64().expect("an index") as usize];
            (generate::rule_text(rule), text(&rule["endpoint"]).to_owned())
        };
        let expected = generate::array(&map["ambiguous_pairs"]).iter();
        let expected: BTreeSet<BTreeSet<(String, String)>> =
            expected.map(|pair| generate::array(&pair["rules"]).iter().map(named).collect()).collect();
        // A rule that conflicts with several others is told of once.
        assert!(pairs.is_subset(&expected), "the pairs of {}: {pairs:?}, not {expected:?}", map["name"]);
        for pair in &expected {
            let told = pairs.iter().any(|other| !other.is_disjoint(pair));
            assert!(told, "nothing is told of {pair:?} in {}", map["name"]);
        }
    }
    assert_eq!(ambiguous.len(), 16);
}

#[test]
fn what_must_not_compile_does_not() {
    let vectors = json(include_str!("../conformance/vectors.json"));
    let expected = json(include_str!("../conformance/rejects.json"));
    let rejects: Vec<&Value> = generate::array(&vectors["rejects"]).iter().collect();
    let names: BTreeSet<&str> = rejects.iter().map(|reject| text(&reject["name"])).collect();
    let listed: BTreeSet<&str> =
        expected.as_object().expect("a code for each").keys().map(String::as_str).collect();
    assert_eq!(names, listed, "each is listed, and nothing else");
    assert!(rejects.len() >= 110, "only {} rejects", rejects.len());

    let unwritable = |reject: &&Value| expected[text(&reject["name"])] == "unwritable";
    let (unwritable, writable): (Vec<&Value>, Vec<&Value>) = rejects.iter().copied().partition(unwritable);
    let said = compile::messages("rejects", writable.iter().copied());
    let (mut codes, mut failures) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for reject in &writable {
        let (name, messages) = (text(&reject["name"]), &said[text(&reject["name"])]);
        let code = text(&expected[name]);
        *codes.entry(code).or_default() += 1;
        // A lint warns; everything else is one error.
        let lint = code.starts_with("WL");
        let errors: Vec<&str> =
            messages.iter().filter(|message| message.is_error).map(|m| m.text.as_str()).collect();
        let named = |message: &str| message.contains(code);
        let told = match errors[..] {
            [] => lint && messages.iter().any(|message| named(&message.text)),
            [error] => !lint && named(error),
            _ => false,
        };
        if !told || lint && reject["kind"] != "lint" {
            failures.push(format!("{name} is not told of by one {code}: {messages:?}"));
        }
    }
    println!("{} rejects: {} refused or warned of by {codes:?}", rejects.len(), writable.len());
    println!(
        "{} cannot be written with attributes: {:?}",
        unwritable.len(),
        unwritable.iter().map(|r| text(&r["name"])).collect::<Vec<_>>()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
