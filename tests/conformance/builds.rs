//! Writes the URL of a build of the vectors as Rust source, as a user would write it.

use std::fmt::Write;

use serde_json::Value;

use super::generate::{Argument, arguments, array, endpoints, text};

/// The expression of a build, or why the types of the URL's method cannot express its values.
pub(crate) fn expression(map: &Value, build: &Value) -> Result<String, &'static str> {
    let name: String =
        text(&build["endpoint"]).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let settled = map["ambiguous"] == true;
    let endpoints = endpoints(map, settled);
    let Some((_, rules)) = endpoints.iter().find(|(other, _)| *other == name) else {
        return Err("there is no such endpoint");
    };
    let arguments = arguments(rules, map["options"]["merge_slashes"] != false);
    let values = build["values"].as_object();
    let given = |name: &str| {
        let name =
            name.strip_suffix('_').filter(|name| super::generate::NO_NAMES.contains(name)).unwrap_or(name);
        values.and_then(|values| values.get(name)).filter(|value| value.get("null").is_none())
    };
    let mut literals = Vec::new();
    for Argument { name, ty, optional } in &arguments {
        literals.push(match (given(name), optional) {
            (Some(value), true) => format!("Some({})", literal(value, ty)?),
            (Some(value), false) => literal(value, ty)?,
            (None, true) => "None".to_owned(),
            (None, false) => return Err("an argument is missing"),
        });
    }

    let mut call = bind(map, build);
    write!(call, ".url().r#{name}({})", literals.join(", ")).expect("text");
    // Werkzeug asks first for the method of the request that it is bound to, then for any.
    let takes = |method: &&str| rules.iter().any(|rule| takes(rule, method));
    if let Some(method) = build["method"].as_str().or_else(|| build["bind"]["method"].as_str().filter(takes))
    {
        write!(call, ".method({method:?})").expect("text");
    }
    if build["append_unknown"] != false {
        let known =
            |name: &str| arguments.iter().any(|a| a.name == name || a.name.strip_suffix('_') == Some(name));
        let unknown = values.into_iter().flatten().filter(|(name, _)| !known(name));
        let mut pairs: Vec<(String, String)> = unknown
            .flat_map(|(name, value)| texts(value).into_iter().map(|text| (name.clone(), text)))
            .collect();
        if map["options"]["sort_parameters"] == true {
            pairs.sort();
        }
        if !pairs.is_empty() {
            write!(call, ".query({pairs:?})").expect("text");
        }
    }
    if build["force_external"] == true {
        call.push_str(".external()");
    }
    if let Some(scheme) = build["url_scheme"].as_str() {
        write!(call, ".scheme({scheme:?})").expect("text");
    }
    Ok(call)
}

/// Whether a rule takes a method.
fn takes(rule: &Value, method: &str) -> bool {
    let methods = &rule["methods"];
    methods.is_null()
        || array(methods).iter().any(|taken| taken == method || method == "HEAD" && taken == "GET")
}

/// The app bound to what the build is bound to.
fn bind(map: &Value, build: &Value) -> String {
    let (options, bound) = (&map["options"], &build["bind"]);
    let host = bound["host"].as_str().unwrap_or("example.org").to_lowercase();
    let server_name = options["server_name"].as_str().unwrap_or(&host);
    let mut call = format!("Site::bind({server_name:?})");
    let below = host.strip_suffix(server_name).and_then(|below| below.strip_suffix('.'));
    if let Some(name) = bound["subdomain"].as_str().or(below) {
        write!(call, ".subdomain({name:?})").expect("text");
    }
    if let Some(name) = bound["script_name"].as_str() {
        write!(call, ".script_name({name:?})").expect("text");
    }
    if let Some(scheme) = bound["scheme"].as_str() {
        write!(call, ".scheme({scheme:?})").expect("text");
    }
    call
}

/// A value as a literal of the argument's type.
fn literal(value: &Value, ty: &str) -> Result<String, &'static str> {
    let (kind, inner) =
        value.as_object().and_then(|value| value.iter().next()).ok_or("a value has no type")?;
    let wrong = Err("a value has another type than the argument");
    match (ty, kind.as_str()) {
        ("&str", "str") => Ok(format!("{:?}", text(inner))),
        // A number where the rule wants text is written as text.
        ("&str", "int") => Ok(format!("{:?}", inner.to_string())),
        ("i64", "int") => Ok(inner.to_string()),
        ("f64", "float") => Ok(match (inner.as_f64(), inner.as_str()) {
            (Some(number), _) => format!("{number:?}f64"),
            (_, Some("nan")) => "f64::NAN".to_owned(),
            (_, Some("-inf")) => "f64::NEG_INFINITY".to_owned(),
            _ => "f64::INFINITY".to_owned(),
        }),
        ("f64", "int") => Ok(format!("{inner}f64")),
        ("bool", "bool") => Ok(inner.to_string()),
        ("Uuid", "uuid") => Ok(format!("{:?}.parse().unwrap()", text(inner))),
        ("Mixed", "int" | "float") => Ok(format!("Mixed({:?}.to_owned())", inner.to_string())),
        ("Mixed", "str") => Ok(format!("Mixed({:?}.to_owned())", text(inner))),
        _ => wrong,
    }
}

/// The texts of a value in a query, as Python writes them.
fn texts(value: &Value) -> Vec<String> {
    let Some((kind, inner)) = value.as_object().and_then(|value| value.iter().next()) else {
        return Vec::new();
    };
    match kind.as_str() {
        "null" => Vec::new(),
        "list" => array(inner).iter().flat_map(texts).collect(),
        "bool" => vec![if *inner == true { "True" } else { "False" }.to_owned()],
        _ => vec![inner.as_str().map_or_else(|| inner.to_string(), str::to_owned)],
    }
}
