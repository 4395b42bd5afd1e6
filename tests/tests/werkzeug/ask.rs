//! Asks Werkzeug, in the virtual environment that `tests/run` makes.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// A rule as Werkzeug's `Rule` takes it, mounted under no prefix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Alone {
    pub(crate) text: String,
    /// `None`: every method.
    pub(crate) methods: Option<Vec<String>>,
    pub(crate) websocket: bool,
    pub(crate) strict_slashes: bool,
    pub(crate) merge_slashes: bool,
    pub(crate) domain: Domain,
}

/// What a rule says of the host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Domain {
    Subdomain(String),
    Host(String),
}

/// A request that is said to fit both of two rules.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) rules: [Alone; 2],
    pub(crate) method: String,
    /// The path, percent-encoded.
    pub(crate) target: String,
    /// The subdomain or host that it was told of with.
    pub(crate) domain: Option<String>,
}

impl Case {
    fn host(&self) -> String {
        match (&self.rules[0].domain, &self.domain) {
            (Domain::Host(host), None) => host.clone(),
            (Domain::Host(_), Some(host)) => host.clone(),
            (Domain::Subdomain(_), Some(subdomain)) => format!("{subdomain}.example.org"),
            (Domain::Subdomain(_), None) => "example.org".to_owned(),
        }
    }
}

/// The cases that one of the rules alone does not fit, by what Werkzeug says.
pub(crate) fn refused(cases: &[Case]) -> Vec<String> {
    let mut numbers: BTreeMap<&Alone, usize> = BTreeMap::new();
    let mut rules = Vec::new();
    let asked = cases.iter().map(|case| {
        let both = case.rules.each_ref().map(|rule| {
            *numbers.entry(rule).or_insert_with(|| {
                rules.push(options(rule));
                rules.len() - 1
            })
        });
        json!({
            "rules": both, "method": case.method, "target": case.target, "host": case.host(),
            "websocket": case.rules[0].websocket,
        })
    });
    let asked: Vec<Value> = asked.collect();
    let said = run(&json!({ "rules": rules, "cases": asked }));
    let expected = pinned();
    assert_eq!(said["werkzeug"], expected, "another Werkzeug is installed: run tests/run");
    let answers = said["answers"].as_array().expect("answers");
    assert_eq!(answers.len(), cases.len());
    let wrong = cases.iter().zip(answers).filter(|(_, answers)| {
        let answers = answers.as_array().expect("one for each rule");
        answers.len() != 2 || !answers.iter().all(|answer| answer == "match" || answer == "slash")
    });
    wrong.map(|(case, answers)| format!("{case:?}: {answers}")).collect()
}

fn options(rule: &Alone) -> Value {
    let mut options = json!({
        "rule": rule.text, "methods": rule.methods, "websocket": rule.websocket,
        "strict_slashes": rule.strict_slashes, "merge_slashes": rule.merge_slashes,
    });
    match &rule.domain {
        Domain::Subdomain(name) => options["subdomain"] = name.clone().into(),
        Domain::Host(name) => options["host"] = name.clone().into(),
    }
    options
}

/// The version that made the vectors.
fn pinned() -> String {
    let vectors = include_str!("../../conformance/vectors.json");
    let (_, version) = vectors.split_once("\"werkzeug\":\"").expect("the vectors name it");
    let version = version.split('"').next().unwrap_or_default();
    let required = include_str!("requirements.txt");
    assert!(required.contains(&format!("werkzeug=={version}\n")), "requirements.txt names another version");
    version.to_owned()
}

/// The Python of the virtual environment.
fn python() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder");
    let python = target.join("werkzeug/bin/python");
    assert!(
        python.exists(),
        "Werkzeug is not installed in {}: run tests/run, which installs it",
        python.display()
    );
    python
}

fn run(asked: &Value) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/werkzeug/ask.py");
    let mut process = Command::new(python())
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut input = process.stdin.take().expect("it is piped");
    // The script reads everything before it writes.
    input.write_all(asked.to_string().as_bytes()).expect("the script reads");
    drop(input);
    let output = process.wait_with_output().expect("Python runs");
    assert!(output.status.success(), "the script fails: see above");
    serde_json::from_slice(&output.stdout).expect("the script writes JSON")
}
