//! The codes that the sources can emit, and those of the kept outputs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The codes that stand in the sources of macros, routing and framework, outside of comments and tests.
pub(crate) fn codes() -> BTreeSet<String> {
    let mut files = Vec::new();
    for root in ["../framework-macros/src", "../framework/routing/src", "../framework/src"] {
        collect(Path::new(root), "rs", &mut files);
    }
    let mut codes = BTreeSet::new();
    for file in files {
        if file.iter().any(|name| name == "tests" || name == "tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            codes.extend(codes_in(line, "\"").chain(codes_in(line, "[")));
        }
    }
    codes
}

/// The codes that some kept output has.
pub(crate) fn kept_codes() -> BTreeSet<String> {
    let mut outputs = Vec::new();
    collect(Path::new("ui"), "stderr", &mut outputs);
    outputs.iter().flat_map(|output| codes_of_messages(&fs::read_to_string(output).unwrap())).collect()
}

/// The codes at the beginning of messages.
pub(crate) fn codes_of_messages(output: &str) -> BTreeSet<String> {
    output.lines().flat_map(|line| codes_in(line, "[")).collect()
}

/// The codes that follow `before` in a line.
fn codes_in<'l>(line: &'l str, before: &'l str) -> impl Iterator<Item = String> + use<'l> {
    line.match_indices(before).filter_map(move |(at, _)| {
        let code = line.get(at + 1..at + 6)?;
        let digits = code.strip_prefix("WE").or(code.strip_prefix("WL"))?;
        let after = line[at + 6..].chars().next();
        let is_code = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(after, Some('"' | ']'));
        is_code.then(|| code.to_owned())
    })
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, extension, found);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
}
