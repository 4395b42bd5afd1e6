//! Shortly answers as Werkzeug's tutorial does, on every store, but for the differences written down beside the
//! transcripts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use redis::AsyncCommands;
use redis::aio::MultiplexedConnection;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use wegwerk_tests::http::{Answer, Client};
use wegwerk_tests::page::Page;
use wegwerk_tests::redis::RedisServer;
use wegwerk_tests::shortly::Shortly;

const TRANSCRIPTS: &str = include_str!("../e2e/shortly-transcripts.json");
const DIFFERENCES: &str = include_str!("../e2e/differences.json");

/// Clicks are counted in memory first, and reach Redis within a second.
const FLUSHED: Duration = Duration::from_millis(1500);

type Keys = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Transcripts {
    steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
struct Step {
    step: u32,
    note: String,
    #[serde(flatten)]
    request: Request,
    repeat: Option<Repeat>,
    expect: Expect,
    redis_changes: Option<Keys>,
    defect: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
    form: Option<BTreeMap<String, String>>,
    body: Option<String>,
}

/// The same request for each number, with `{i}` in its form.
#[derive(Clone, Deserialize)]
struct Repeat {
    #[serde(flatten)]
    request: Request,
    i_from: u32,
    i_to: u32,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expect {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: Map<String, Value>,
    #[serde(default)]
    locations: Vec<String>,
}

#[derive(Deserialize)]
struct Differences {
    differences: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    steps: Vec<u32>,
    why: String,
    path: Option<String>,
    expect: Option<Value>,
    redis_changes: Option<Keys>,
    again: Option<Again>,
}

#[derive(Deserialize)]
struct Again {
    form: BTreeMap<String, String>,
}

#[tokio::test]
async fn the_transcripts_replay_in_memory() {
    replay(&Shortly::on("memory"), None).await;
}

#[tokio::test]
async fn the_transcripts_replay_in_a_file() {
    let folder = TempDir::new().unwrap();
    replay(&Shortly::on(folder.path().join("links.redb")), None).await;
}

#[tokio::test]
async fn the_transcripts_replay_in_redis_with_the_same_keys() {
    let server = RedisServer::start(&[]);
    let keys = redis::Client::open(server.url()).unwrap().get_multiplexed_async_connection().await.unwrap();
    replay(&Shortly::on(server.url()), Some(keys)).await;
}

#[test]
fn each_difference_changes_something_and_each_defect_has_one() {
    let (transcript, differences) = (transcript(), differences());
    let mut different = BTreeSet::new();
    for difference in &differences {
        assert!(difference.why.ends_with('.'), "{}", difference.why);
        for number in &difference.steps {
            let step =
                transcript.iter().find(|step| step.step == *number).expect("a step of the transcripts");
            assert!(different.insert(*number), "step {number} has two differences");
            let changed = step.differing(difference);
            assert!(
                changed.expect != step.expect
                    || changed.redis_changes != step.redis_changes
                    || difference.path.is_some()
                    || difference.again.is_some(),
                "step {number} is as the transcript has it: {}",
                difference.why
            );
        }
    }
    for step in &transcript {
        assert!(step.defect.is_none() || different.contains(&step.step), "{} {:?}", step.step, step.defect);
    }
}

fn transcript() -> Vec<Step> {
    serde_json::from_str::<Transcripts>(TRANSCRIPTS).unwrap().steps
}

fn differences() -> Vec<Difference> {
    serde_json::from_str::<Differences>(DIFFERENCES).unwrap().differences
}

async fn replay(shortly: &Shortly, keys: Option<MultiplexedConnection>) {
    // The tutorial was asked as localhost, and one of its defects is a link back there.
    let client = shortly.client().host("localhost");
    let mut replay = Replay { client, etag: String::new(), keys, before: Keys::new() };
    let (transcript, differences) = (transcript(), differences());
    for step in &transcript {
        let difference = differences.iter().find(|difference| difference.steps.contains(&step.step));
        match difference {
            None => replay.step(step).await,
            Some(difference) => replay.step(&step.differing(difference)).await,
        }
        if let Some(again) = difference.and_then(|difference| difference.again.as_ref()) {
            let request = Request { form: Some(again.form.clone()), ..Request::post("/") };
            replay.step(&Step { request, ..step.clone() }).await;
        }
    }
    assert_eq!(transcript.len(), 73);
    if replay.keys.is_some() {
        // What was counted wrongly would have reached Redis by now.
        tokio::time::sleep(FLUSHED).await;
        assert_eq!(replay.changes().await, Keys::new(), "after the last step");
    }
}

struct Replay {
    client: Client,
    etag: String,
    keys: Option<MultiplexedConnection>,
    before: Keys,
}

impl Replay {
    async fn step(&mut self, step: &Step) {
        let what = format!("step {}, {}", step.step, step.note);
        match &step.repeat {
            None => {
                let answer = self.send(&step.request, None).await;
                step.expect.meet(&answer, &what);
            }
            Some(repeat) => {
                let mut locations = Vec::new();
                for i in repeat.i_from..=repeat.i_to {
                    let answer = self.send(&repeat.request, Some(i)).await;
                    assert_eq!(answer.status, step.expect.status, "{what}");
                    locations.push(answer.header("location").to_owned());
                }
                assert_eq!(locations, step.expect.locations, "{what}");
            }
        }
        if self.keys.is_none() {
            return;
        }
        let Some(expected) = &step.redis_changes else {
            self.changes().await;
            return;
        };
        let expected: Keys =
            expected.iter().map(|(key, value)| (written_out(key), written_out(value))).collect();
        let started = Instant::now();
        let mut changes = self.changes().await;
        while changes.len() < expected.len() && started.elapsed() < FLUSHED {
            tokio::time::sleep(Duration::from_millis(20)).await;
            changes.append(&mut self.changes().await);
        }
        assert_eq!(changes, expected, "{what}");
    }

    async fn send(&mut self, request: &Request, i: Option<u32>) -> Answer {
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for (name, value) in &request.headers {
            headers.push((name, if value.starts_with("<the ETag") { &self.etag } else { value }));
        }
        let body = match (&request.form, &request.body) {
            (Some(form), _) => {
                headers.push(("content-type", "application/x-www-form-urlencoded"));
                let numbered = |value: &String| match i {
                    Some(i) => value.replace("{i}", &i.to_string()),
                    None => value.clone(),
                };
                let form: BTreeMap<_, _> = form.iter().map(|(name, value)| (name, numbered(value))).collect();
                serde_html_form::to_string(form).unwrap()
            }
            (None, body) => written_out(body.as_deref().unwrap_or_default()),
        };
        let answer = self.client.send(&request.method, &request.path, &headers, body).await;
        let answer = answer.unwrap_or_else(|error| panic!("{} {}: {error}", request.method, request.path));
        self.etag = answer.header("etag").to_owned();
        answer
    }

    /// The keys that are new or different since this was asked last.
    async fn changes(&mut self) -> Keys {
        let Some(connection) = &mut self.keys else { return Keys::new() };
        let mut now = Keys::new();
        for key in connection.keys::<_, Vec<String>>("*").await.unwrap() {
            let value = connection.get(&key).await.unwrap();
            now.insert(key, value);
        }
        let before = std::mem::replace(&mut self.before, now);
        let changed = self.before.iter().filter(|(key, value)| before.get(*key) != Some(value));
        changed.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

impl Request {
    fn post(path: &str) -> Self {
        Self { method: "POST".into(), path: path.into(), ..Self::default() }
    }
}

impl Step {
    /// What Shortly is to answer instead.
    fn differing(&self, difference: &Difference) -> Self {
        let mut step = self.clone();
        if let Some(path) = &difference.path {
            step.request.path.clone_from(path);
        }
        if let Some(changes) = &difference.redis_changes {
            step.redis_changes = Some(changes.clone());
        }
        if let Some(patch) = &difference.expect {
            let mut expect = json!({
                "status": self.expect.status,
                "headers": self.expect.headers,
                "body": self.expect.body,
            });
            merge(&mut expect, patch);
            step.expect = serde_json::from_value(expect).unwrap();
        }
        step
    }
}

impl Expect {
    fn meet(&self, answer: &Answer, what: &str) {
        assert_eq!(answer.status, self.status, "{what}: {answer:?}");
        for (name, value) in &self.headers {
            assert_eq!(answer.header(name.as_str()), value, "{what}: {name}");
        }
        if self.body.get("empty").is_some() {
            assert!(answer.body.is_empty(), "{what}: {answer:?}");
            return;
        }
        // Whoever is redirected sees no page.
        if self.status == 302 || self.body.is_empty() {
            return;
        }
        let html = answer.text();
        let page = serde_json::to_value(Page::read(html)).unwrap();
        for (fact, expected) in &self.body {
            if fact == "raw_absent" {
                for absent in expected.as_array().unwrap() {
                    assert!(!html.contains(absent.as_str().unwrap()), "{what}: {html}");
                }
                continue;
            }
            let found = page.get(fact).unwrap_or_else(|| panic!("{what}: {fact} is read off no page"));
            assert_eq!(found, &all_written_out(expected), "{what}: {fact} in {html}");
        }
    }
}

/// A merge patch (RFC 7396): objects are merged, null takes away, all else stands instead.
fn merge(value: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        value.clone_from(patch);
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    for (name, patch) in patch {
        if patch.is_null() {
            value.as_object_mut().unwrap().remove(name);
        } else {
            merge(&mut value[name], patch);
        }
    }
}

/// The transcripts say "followed by 600000 times x" of what is too long to write down.
fn written_out(text: &str) -> String {
    text.replace(" followed by 600000 times x", &"x".repeat(600_000))
}

fn all_written_out(value: &Value) -> Value {
    match value {
        Value::String(text) => written_out(text).into(),
        Value::Array(values) => values.iter().map(all_written_out).collect(),
        Value::Object(values) => {
            values.iter().map(|(name, value)| (name.clone(), all_written_out(value))).collect()
        }
        other => other.clone(),
    }
}
