//! The conflicts that kept outputs of the compiler tell of.

use std::fs;
use std::path::Path;

use super::ask::{Alone, Case, Domain};

/// Each conflict that an output in `tests/ui` shows.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in fs::read_dir("ui").expect("the cases are there") {
        for file in fs::read_dir(kind.expect("a folder").path()).expect("a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "stderr") {
                let output = fs::read_to_string(&path).expect("the output can be read");
                let told = output.split("error").filter(|error| error.contains("fits both"));
                cases.extend(told.map(|error| read(error).unwrap_or_else(|| panic!("{path:?}: {error}"))));
            }
        }
    }
    cases
}

fn read(error: &str) -> Option<Case> {
    let (before, _) = error.split_once("` fits both")?;
    let (before, domain) = match before.split_once("` for `") {
        Some((before, domain)) => (before, Some(domain.to_owned())),
        None => (before, None),
    };
    let (method, target) = before.rsplit_once('`')?.1.split_once(' ')?;
    let rule = |label: &str| {
        let line = error.lines().find_map(|line| line.trim_start().strip_prefix(label))?;
        let (text, rest) = line.trim_start().strip_prefix('`')?.split_once("` -> ")?;
        let place = rest.split_once(" ($DIR/")?.1.trim_end_matches(')');
        let (place, _column) = place.rsplit_once(':')?;
        let (file, number) = place.rsplit_once(':')?;
        attribute(text, Path::new(file), number.parse().ok()?)
    };
    let rules = [rule("first:")?, rule("second:")?];
    Some(Case { rules, method: method.to_owned(), target: target.to_owned(), domain })
}

/// A rule with the options of the attribute that it stands in, on one line.
fn attribute(text: &str, file: &Path, number: usize) -> Option<Alone> {
    let source = fs::read_to_string(file).ok()?;
    let line = source.lines().nth(number - 1)?.trim();
    let (name, options) = line.strip_prefix("#[")?.split_once('(')?;
    let after =
        |option: &str, until: &str| Some(options.split_once(option)?.1.split_once(until)?.0.to_owned());
    let methods = match (name, after("methods(", ")")) {
        ("route", Some(methods)) if methods == "ANY" => None,
        ("route", Some(methods)) => Some(methods.split(", ").map(str::to_owned).collect()),
        ("route", None) => Some(vec!["GET".to_owned()]),
        (name, _) => Some(vec![name.to_uppercase()]),
    };
    let domain = match after("host = \"", "\"") {
        Some(host) => Domain::Host(host),
        None => Domain::Subdomain(after("subdomain = \"", "\"").unwrap_or_default()),
    };
    Some(Alone {
        text: text.to_owned(),
        methods,
        websocket: options.contains("websocket"),
        strict_slashes: !options.contains("strict_slashes = false"),
        merge_slashes: !options.contains("merge_slashes = false"),
        domain,
    })
}
