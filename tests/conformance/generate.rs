//! Writes the app of a map as Rust source, as a user would write it: one struct, one method an endpoint. The
//! build script uses it for the maps that compile, the test for those that must not.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;
use wegwerk_routing::grammar::{self, Kind, ParsedRule};

/// Names that no argument can have, not even as raw identifiers: a variable of such a name gets a `_` at its
/// end.
pub(crate) const NO_NAMES: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// The maps of `vectors.json` that use no other options than those of this framework so far.
pub(crate) fn plain_maps(vectors: &Value) -> impl Iterator<Item = &Value> {
    let maps = vectors["maps"].as_array().map(Vec::as_slice).unwrap_or_default();
    maps.iter().filter(|map| {
        let options = ["strict_slashes", "merge_slashes", "redirect_defaults", "sort_parameters"];
        let rule_options = ["rule", "endpoint", "methods", "strict_slashes", "merge_slashes"];
        map.get("tree").is_none()
            && keys(&map["options"]).all(|key| options.contains(&key))
            && array(&map["rules"]).iter().flat_map(keys).all(|key| rule_options.contains(&key))
    })
}

/// Whether two rules of the map take the same request and only the order in which they were added decides.
pub(crate) fn is_ambiguous(map: &Value) -> bool {
    map["ambiguous"] == true
}

/// Whether a compile-time router can take the map.
pub(crate) fn is_sound(map: &Value) -> bool {
    !is_ambiguous(map) && map.get("unreachable").is_none_or(|rules| array(rules).is_empty())
}

/// The name of the module of a map.
pub(crate) fn module(map: &Value) -> String {
    text(&map["name"]).replace('-', "_")
}

/// The app of a map, as a struct `Site`.
pub(crate) fn app(map: &Value) -> String {
    let mut out = String::from("pub(crate) struct Site;\n\n#[app");
    let options = &map["options"];
    let given: Vec<String> = ["strict_slashes", "merge_slashes"]
        .into_iter()
        .filter_map(|name| options[name].as_bool().map(|value| format!("{name} = {value}")))
        .collect();
    if !given.is_empty() {
        write!(out, "({})", given.join(", ")).expect("text can always be written");
    }
    out.push_str("]\nimpl Site {\n");
    let rules = array(&map["rules"]);
    let mut written = BTreeSet::new();
    for endpoint in rules.iter().map(|rule| text(&rule["endpoint"])) {
        if written.insert(endpoint) {
            let own: Vec<&Value> = rules.iter().filter(|rule| rule["endpoint"] == endpoint).collect();
            method(&mut out, endpoint, &own, options["merge_slashes"] != false);
        }
    }
    out.push_str("}\n");
    out
}

/// A rule as the app has it: its variables have names that arguments can have.
pub(crate) fn rule_text(rule: &Value) -> String {
    let mut written = text(&rule["rule"]).to_owned();
    for name in NO_NAMES {
        for before in ["<", ":"] {
            written = written.replace(&format!("{before}{name}>"), &format!("{before}{name}_>"));
        }
    }
    written
}

fn method(out: &mut String, endpoint: &str, rules: &[&Value], merge_slashes: bool) {
    let texts: Vec<String> = rules.iter().map(|rule| rule_text(rule)).collect();
    let mut parsed: Vec<ParsedRule<'_>> = Vec::new();
    for (rule, text) in rules.iter().zip(&texts) {
        writeln!(out, "    #[route({text:?}{})]", options(rule)).expect("text can always be written");
        let merge_slashes = rule["merge_slashes"].as_bool().unwrap_or(merge_slashes);
        parsed.push(grammar::parse(text, merge_slashes).unwrap_or_else(|e| panic!("`{text}`: {e:?}")));
    }
    let (mut arguments, mut values) = (String::new(), String::new());
    let mut named = BTreeSet::new();
    for variable in parsed.iter().flat_map(|rule| &rule.variables) {
        if !named.insert(variable.name) {
            continue;
        }
        let ty = match variable.kind {
            Kind::Int => "i64",
            Kind::Float => "f64",
            Kind::Uuid => "Uuid",
            _ => "&str",
        };
        let everywhere = parsed.iter().all(|rule| rule.variables.iter().any(|v| v.name == variable.name));
        let ty = if everywhere { ty.to_owned() } else { format!("Option<{ty}>") };
        let name = variable.name;
        write!(arguments, "r#{name}: {ty}, ").expect("text can always be written");
        write!(values, "({name:?}, r#{name}.typed()), ").expect("text can always be written");
    }
    writeln!(out, "    fn on_{endpoint}(&self, {arguments}matched_rule: MatchedRule) -> Answer {{")
        .expect("text can always be written");
    writeln!(out, "        Answer::new(matched_rule, [{values}])\n    }}\n")
        .expect("text can always be written");
}

fn options(rule: &Value) -> String {
    let methods = match rule["methods"].as_array() {
        // Werkzeug reads methods in upper case.
        Some(methods) => {
            let methods: Vec<String> =
                methods.iter().map(|m| format!("{:?}", text(m).to_uppercase())).collect();
            methods.join(", ")
        }
        None => "ANY".to_owned(),
    };
    let mut options = format!(", methods({methods})");
    for name in ["strict_slashes", "merge_slashes"] {
        if let Some(value) = rule[name].as_bool() {
            write!(options, ", {name} = {value}").expect("text can always be written");
        }
    }
    options
}

fn keys(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str))
}

/// The items of an array.
pub(crate) fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
