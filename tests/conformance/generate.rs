//! Writes the app of a map as Rust source, as a user would write it: one struct, one method an endpoint. The
//! build script uses it for the maps that compile, the test for those that must not.

use std::fmt::Write;

use serde_json::Value;
use wegwerk_routing::grammar::{self, Kind};

/// Names that no argument can have, not even as raw identifiers: a variable of such a name gets a `_` at its
/// end.
pub(crate) const NO_NAMES: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// All maps of `vectors.json`.
pub(crate) fn all_maps(vectors: &Value) -> impl Iterator<Item = &Value> {
    array(&vectors["maps"]).iter()
}

/// The endpoint of a rule as an identifier: `blog/index` is `blog_index`.
pub(crate) fn endpoint(rule: &Value) -> String {
    text(&rule["endpoint"]).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// Whether two rules of the map take the same request and only the order in which they were added decides.
pub(crate) fn is_ambiguous(map: &Value) -> bool {
    map["ambiguous"] == true
}

/// Whether a compile-time router can take the map as it is.
#[allow(dead_code, reason = "the test asks, the build script does not")]
pub(crate) fn is_sound(map: &Value) -> bool {
    !is_ambiguous(map) && map.get("unreachable").is_none_or(|rules| array(rules).is_empty())
}

/// The name of the module of a map.
pub(crate) fn module(map: &Value) -> String {
    text(&map["name"]).replace('-', "_")
}

/// The app of a map, as a struct `Site`. `settled`: each rule has a priority over those that were added after it, which
/// is how Werkzeug settles what competes.
pub(crate) fn app(map: &Value, settled: bool) -> String {
    let order = |rule: &Value| -> i16 {
        let at = array(&map["rules"]).iter().position(|other| std::ptr::eq(other, rule));
        -(at.unwrap_or_default() as i16)
    };
    let order: &dyn Fn(&Value) -> i16 = &order;
    let mut out = String::from("pub(crate) struct Site;\n\n#[app");
    let options = &map["options"];
    let mut given: Vec<String> = ["strict_slashes", "merge_slashes", "redirect_defaults"]
        .into_iter()
        .filter_map(|name| options[name].as_bool().map(|value| format!("{name} = {value}")))
        .collect();
    if options["host_matching"] == true {
        given.push("host_matching".to_owned());
    }
    if let Some(name) = options["default_subdomain"].as_str() {
        given.push(format!("default_subdomain = {name:?}"));
    }
    if !given.is_empty() {
        write!(out, "({})", given.join(", ")).expect("text can always be written");
    }
    out.push_str("]\nimpl Site {\n");
    for (endpoint, own) in endpoints(map, settled) {
        method(&mut out, &endpoint, &own, options["merge_slashes"] != false, settled.then_some(order));
    }
    out.push_str("}\n");
    out
}

/// The endpoints of a map with their rules, in the order in which they were added. With `settled`
/// those are left out that no request reaches.
pub(crate) fn endpoints(map: &Value, settled: bool) -> Vec<(String, Vec<&Value>)> {
    let mut endpoints: Vec<(String, Vec<&Value>)> = Vec::new();
    for (n, rule) in array(&map["rules"]).iter().enumerate() {
        if settled && array(&map["unreachable"]).iter().any(|dead| *dead == n) {
            continue;
        }
        let name = endpoint(rule);
        match endpoints.iter_mut().find(|(other, _)| *other == name) {
            Some((_, rules)) => rules.push(rule),
            None => endpoints.push((name, vec![rule])),
        }
    }
    endpoints
}

/// An argument of a handler.
pub(crate) struct Argument {
    pub(crate) name: String,
    /// `&str`, `i64`, `f64`, `Uuid`, `bool` or `Mixed`.
    pub(crate) ty: &'static str,
    /// Some rule lacks it.
    pub(crate) optional: bool,
}

/// The arguments of an endpoint, in the order of its handler.
pub(crate) fn arguments(rules: &[&Value], merge_slashes: bool) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    let given: Vec<Vec<(String, &'static str)>> =
        rules.iter().map(|rule| given(rule, merge_slashes)).collect();
    for (name, ty) in given.iter().flatten() {
        match arguments.iter_mut().find(|argument| argument.name == *name) {
            Some(argument) if argument.ty == *ty || (argument.ty, *ty) == ("f64", "i64") => {}
            Some(argument) if (argument.ty, *ty) == ("i64", "f64") => argument.ty = "f64",
            Some(argument) => argument.ty = "Mixed",
            None => {
                let optional = !given.iter().all(|rule| rule.iter().any(|(other, _)| other == name));
                arguments.push(Argument { name: name.clone(), ty, optional });
            }
        }
    }
    arguments
}

/// What a rule gives its handler: names and types. A rule that cannot be read has no variables.
fn given(rule: &Value, merge_slashes: bool) -> Vec<(String, &'static str)> {
    let text = rule_text(rule);
    let merge_slashes = rule["merge_slashes"].as_bool().unwrap_or(merge_slashes);
    let path = grammar::parse(&text, merge_slashes).map(|rule| rule.variables).unwrap_or_default();
    let domain = domain(rule).map(|(_, text)| text).unwrap_or_default();
    let domain = grammar::parse_domain(&domain).map(|rule| rule.variables).unwrap_or_default();
    let variables = path.iter().chain(&domain).map(|variable| {
        let ty = match variable.kind {
            Kind::Int => "i64",
            Kind::Float => "f64",
            Kind::Uuid => "Uuid",
            _ => "&str",
        };
        (variable.name.to_owned(), ty)
    });
    let mut given: Vec<_> = variables.collect();
    for (name, value) in rule["defaults"].as_object().into_iter().flatten() {
        let ty = match value.as_object().and_then(|value| value.keys().next()).map(String::as_str) {
            Some("int") => "i64",
            Some("float") => "f64",
            Some("bool") => "bool",
            Some("str") => "&str",
            // `None` is no value.
            _ => continue,
        };
        if !given.iter().any(|(known, _)| known == name) {
            given.push((name.clone(), ty));
        }
    }
    given
}

/// The subdomain or host of a rule, with the name of its option.
fn domain(rule: &Value) -> Option<(&'static str, String)> {
    let named = ["subdomain", "host"].into_iter().find(|name| rule[name].is_string())?;
    Some((named, with_names(text(&rule[named]))))
}

/// A rule as the app has it: its variables have names that arguments can have.
pub(crate) fn rule_text(rule: &Value) -> String {
    with_names(text(&rule["rule"]))
}

fn with_names(text: &str) -> String {
    let mut written = text.to_owned();
    for name in NO_NAMES {
        for before in ["<", ":"] {
            written = written.replace(&format!("{before}{name}>"), &format!("{before}{name}_>"));
        }
    }
    written
}

fn method(
    out: &mut String,
    endpoint: &str,
    rules: &[&Value],
    merge_slashes: bool,
    priority: Option<&dyn Fn(&Value) -> i16>,
) {
    let all = self::arguments(rules, merge_slashes);
    for rule in rules {
        let priority = priority.map(|of| format!(", priority = {}", of(rule))).unwrap_or_default();
        writeln!(out, "    #[route({:?}{}{priority})]", rule_text(rule), options(rule, &all))
            .expect("text can always be written");
    }
    let (mut arguments, mut values) = (String::new(), String::new());
    for Argument { name, ty, optional } in all {
        let ty = if optional { format!("Option<{ty}>") } else { ty.to_owned() };
        write!(arguments, "r#{name}: {ty}, ").expect("text can always be written");
        write!(values, "({name:?}, r#{name}.typed()), ").expect("text can always be written");
    }
    writeln!(out, "    fn on_{endpoint}(&self, {arguments}matched_rule: MatchedRule) -> Answer {{")
        .expect("text can always be written");
    writeln!(out, "        Answer::new(matched_rule, [{values}])\n    }}\n")
        .expect("text can always be written");
}

fn options(rule: &Value, arguments: &[Argument]) -> String {
    let methods = match rule["methods"].as_array() {
        // Werkzeug reads methods in upper case.
        Some(methods) => {
            let methods: Vec<String> =
                methods.iter().map(|m| format!("{:?}", text(m).to_uppercase())).collect();
            methods.join(", ")
        }
        // A WebSocket rule is for handshakes, which are `GET`, unless it says more.
        None => "ANY".to_owned(),
    };
    let mut options = format!(", methods({methods})");
    let mut add = |option: String| write!(options, ", {option}").expect("text can always be written");
    for name in ["strict_slashes", "merge_slashes"] {
        if let Some(value) = rule[name].as_bool() {
            add(format!("{name} = {value}"));
        }
    }
    for name in ["alias", "build_only", "websocket"] {
        if rule[name] == true {
            add(name.to_owned());
        }
    }
    if let Some((name, text)) = domain(rule) {
        add(format!("{name} = {text:?}"));
    }
    if let Some(target) = rule["redirect_to"].as_str() {
        add(format!("redirect_to = {:?}", with_names(target)));
    }
    let defaults = rule["defaults"].as_object().into_iter().flatten();
    let defaults: Vec<String> = defaults
        .filter_map(|(name, value)| {
            let (kind, value) = value.as_object()?.iter().next()?;
            let is_float = arguments.iter().any(|other| other.name == *name && other.ty == "f64");
            let literal = match kind.as_str() {
                // Rust tells numbers with a point from those without.
                "int" if is_float => format!("{value}.0"),
                "int" | "bool" => value.to_string(),
                "float" => format!("{:?}", value.as_f64()?),
                "str" => format!("{:?}", value.as_str()?),
                _ => return None,
            };
            Some(format!("{name} = {literal}"))
        })
        .collect();
    if !defaults.is_empty() {
        add(format!("defaults({})", defaults.join(", ")));
    }
    options
}

/// The items of an array.
pub(crate) fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
