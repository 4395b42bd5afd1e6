//! Lets cargo check generated apps, and reads what the macro says of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use wegwerk_routing::grammar;
use wegwerk_routing::map::Map;
use wegwerk_routing::method::{self, Methods};
use wegwerk_routing::rule::{Limits, Rule, Variable};
use wegwerk_routing::table::Table;

use super::generate::{self, array, rule_text, text};

/// What the compiler says of each app, by the name of its map. `crate_name` is the crate that they are written to.
pub(crate) fn messages<'m>(
    crate_name: &str,
    maps: impl Iterator<Item = &'m Value>,
) -> BTreeMap<String, Vec<Message>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(crate_name);
    let bins = folder.join("src/bin");
    // What an earlier run left would be checked too.
    let _ = fs::remove_dir_all(&bins);
    fs::create_dir_all(&bins).expect("the folder can be made");
    let framework = here.join("../framework");
    let manifest = format!(
        "[package]\nname = {crate_name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nserde_json = \"1\"\nwegwerk = {{ path = {framework:?} }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("the versions are known");
    let answer = here.join("conformance/answer.rs");
    let mut messages: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for map in maps {
        let source = format!(
            "#[path = {answer:?}]\nmod answer;\nuse answer::{{Answer, Mixed, Typed}};\nuse wegwerk::Uuid;\n\
             use wegwerk::prelude::*;\n\n{}\nfn main() {{\n    wegwerk::testing::Client::new(Site);\n}}\n",
            generate::app(map, false)
        );
        let file = bins.join(generate::module(map)).with_extension("rs");
        fs::write(file, source).expect("the app can be written");
        messages.insert(text(&map["name"]).to_owned(), Vec::new());
    }

    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let target = target.parent().expect("it lies in the target folder");
    let output = Command::new(cargo)
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=json", "--target-dir"])
        .arg(target)
        .current_dir(&folder)
        .output()
        .expect("cargo runs");
    let mut names: Vec<String> = messages.keys().cloned().collect();
    let log = String::from_utf8_lossy(&output.stdout);
    for line in log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let Some(name) = names.iter().find(|name| line["target"]["name"] == name.replace('-', "_")) else {
            continue;
        };
        let (level, message) = (&line["message"]["level"], &line["message"]["message"]);
        if let (Some(level @ ("error" | "warning")), Some(said)) = (level.as_str(), message.as_str()) {
            // What only counts the others.
            if !said.starts_with("aborting due to") && line["message"]["spans"] != Value::Array(Vec::new()) {
                let message = Message { is_error: level == "error", text: said.to_owned() };
                messages.entry(name.clone()).or_default().push(message);
            }
        } else if line["reason"] == "compiler-artifact" {
            // It compiled: what is left in the end was not looked at.
            let name = name.clone();
            names.retain(|other| *other != name);
        }
    }
    names.retain(|name| !messages[name].iter().any(|message| message.is_error));
    assert!(names.is_empty(), "{names:?} were not checked:\n{}", String::from_utf8_lossy(&output.stderr));
    messages
}

/// Something that the compiler says.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) is_error: bool,
    pub(crate) text: String,
}

/// The errors of each app, by the name of its map.
pub(crate) fn errors<'m>(maps: impl Iterator<Item = &'m Value>) -> BTreeMap<String, Vec<String>> {
    let errors = |messages: Vec<Message>| {
        messages.into_iter().filter(|message| message.is_error).map(|message| message.text).collect()
    };
    messages("conformance", maps).into_iter().map(|(name, all)| (name, errors(all))).collect()
}

/// What the macro says of two rules that conflict.
#[derive(Debug, PartialEq)]
pub(crate) struct Conflict {
    pub(crate) code: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// Text and handler of each of the rules.
    pub(crate) rules: [(String, String); 2],
}

impl Conflict {
    /// Reads a message; `None` where it says something else.
    pub(crate) fn read(message: &str) -> Option<Conflict> {
        let code = message.strip_prefix('[')?.split_once(']')?.0.to_owned();
        let (before, _) = message.split_once("` fits both")?;
        // The host, where rules are told apart by it, comes after the path.
        let before = before.split_once("` for `").map_or(before, |(before, _)| before);
        let (method, path) = before.rsplit_once('`')?.1.split_once(' ')?;
        let rule = |label: &str| {
            let line = message.lines().find_map(|line| line.strip_prefix(label))?;
            let (rule, rest) = line.trim_start().strip_prefix('`')?.split_once("` -> ")?;
            let (endpoint, _) = rest.strip_prefix('`')?.split_once("` of `")?;
            Some((rule.to_owned(), endpoint.to_owned()))
        };
        let rules = [rule("first:")?, rule("second:")?];
        Some(Conflict { code, method: method.to_owned(), path: path.to_owned(), rules })
    }
}

/// A table of one rule of a map alone.
pub(crate) fn alone(map: &Value, rule: &Value) -> Table {
    let option = |name: &str| rule[name].as_bool().or(map["options"][name].as_bool()).unwrap_or(true);
    let text: &'static str = rule_text(rule).leak();
    let merge_slashes = option("merge_slashes");
    let parsed = grammar::parse(text, merge_slashes).unwrap_or_else(|e| panic!("`{text}`: {e:?}"));
    // Conflicts are those of patterns: what converters refuse beyond them is of no account.
    let (parts, variables) = parsed.leak();
    let variables = variables.iter().map(|variable| Variable { limits: Limits::None, ..*variable });
    let variables = variables.collect::<Vec<_>>().leak();
    let methods = match rule["methods"].as_array() {
        None => Methods::ANY,
        Some(names) => {
            let names = names.iter().map(generate::text).map(str::to_uppercase);
            let (mut bits, mut extra) = (0, Vec::new());
            for name in names {
                match method::bit(&name) {
                    Some(bit) => bits |= bit,
                    None => extra.push(&*name.leak()),
                }
            }
            if let (true, Some(head)) = (bits & 1 == 1, method::bit("HEAD")) {
                bits |= head;
            }
            Methods::new(bits, extra.leak())
        }
    };
    let strict_slashes = option("strict_slashes");
    let rule = Rule { text, parts, variables, methods, strict_slashes, merge_slashes, ..Rule::EMPTY };
    let merge_slashes = map["options"]["merge_slashes"] != false;
    let map = Map { merge_slashes, ..*Map::leak("Site", vec![rule]) };
    Table::leak(Box::leak(Box::new(map)))
}

/// The rule of a map that has this text and endpoint.
pub(crate) fn rule<'m>(map: &'m Value, (rule, endpoint): &(String, String)) -> Option<&'m Value> {
    array(&map["rules"]).iter().find(|other| rule_text(other) == *rule && other["endpoint"] == *endpoint)
}
