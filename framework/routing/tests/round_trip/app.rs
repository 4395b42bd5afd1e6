//! An app of drawn rules, as `#[app]` would make it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use wegwerk_routing::grammar;
use wegwerk_routing::map::{Endpoint, Map, Mount};
use wegwerk_routing::method::Methods;
use wegwerk_routing::rule::{Action, Default, Place, Rule, Slot, Value as Given, Variable};
use wegwerk_routing::table::Table;
use wegwerk_routing::url::{Argument, Kind};

use crate::draw::{Call, Drawn, NAMES, PREFIXES, Token, Value};
use crate::fit::fitted;

/// The app, and the names of the arguments of its endpoints.
pub(crate) struct App {
    pub(crate) table: &'static Table,
    pub(crate) mount: usize,
    map: &'static Map,
    prefix: &'static [Variable<'static>],
}

impl App {
    /// The app; `None` where no rule of it can be read.
    pub(crate) fn new(drawn: &[Drawn], prefix: Option<usize>) -> Option<App> {
        let rules: Vec<(&Drawn, Rule<'static>)> =
            drawn.iter().filter_map(|one| Some((one, read(one)?))).collect();
        if rules.is_empty() {
            return None;
        }
        let (mut taking, mut endpoints) = (Vec::new(), Vec::new());
        for number in 0..2 {
            let own: Vec<&(&Drawn, Rule<'static>)> =
                rules.iter().filter(|(one, _)| one.endpoint == number).collect();
            let names: BTreeSet<&'static str> = own.iter().flat_map(|(_, rule)| names(rule)).collect();
            let names: &'static [&'static str] = names.into_iter().collect::<Vec<_>>().leak();
            let built = endpoint(&own, names);
            taking.extend(built.iter().map(|rule| **rule));
            endpoints.push(Endpoint {
                name: ["e", "other"][usize::from(number)],
                rules: built.leak(),
                arguments: names,
            });
        }
        let map: &'static Map = Box::leak(Box::new(Map {
            id: "app",
            endpoints: endpoints.leak(),
            merge_slashes: drawn[0].merge,
            ..*Map::leak("App", taking)
        }));
        let Some(prefix) = prefix else {
            let table = Box::leak(Box::new(Table::leak(map)));
            return Some(App { table, mount: 0, map, prefix: &[] });
        };
        let text = PREFIXES[prefix];
        let (parts, variables) = grammar::parse(text, true).expect("the prefixes are right").leak();
        let variables: &'static [_] = variables.iter().map(typed).collect::<Vec<_>>().leak();
        let mount = Mount {
            name: "app",
            text,
            prefix: parts,
            variables,
            domain: None,
            part: false,
            place: Place { file: "", line: 0, column: 0 },
            map,
        };
        let root =
            Map { app: "Root", id: "root", mounts: vec![&*Box::leak(Box::new(mount))].leak(), ..Map::EMPTY };
        let table = Box::leak(Box::new(Table::leak(Box::leak(Box::new(root)))));
        Some(App { table, mount: 1, map, prefix: variables })
    }

    /// The rules as they are written.
    pub(crate) fn texts(&self) -> Vec<String> {
        let prefix: Vec<&str> = self.prefix.iter().map(|variable| variable.name).collect();
        let rules = self.map.rules.iter();
        rules
            .map(|rule| format!("{}: {} {:?} after {prefix:?}", rule.endpoint, rule.text, rule.defaults))
            .collect()
    }

    /// The endpoint of a call, and the values of the prefix and of the endpoint's arguments, as text.
    pub(crate) fn values(&self, call: &Call) -> (u16, Vec<Cow<'static, str>>, Vec<Option<String>>) {
        let rule = &self.map.rules[call.aim % self.map.rules.len()];
        let fitted = |variable: Option<&Variable<'_>>, value: &Value| match variable.filter(|_| call.fits) {
            Some(variable) => fitted(variable, written(value)),
            None => written(value),
        };
        let prefix = self.prefix.iter().map(|own| fitted(Some(own), &call.prefix).into()).collect();
        let of = |name: &&str| {
            let given =
                call.values.iter().find(|given| name.starts_with(given.name)).expect("one of each name");
            let default = rule.defaults.iter().find(|own| own.name == *name);
            let variable = rule.variables.iter().find(|own| own.name == *name);
            if given.stray == (default.is_some() || variable.is_some()) {
                return None;
            }
            let text = default.filter(|_| call.fits).map(|default| default.text.to_owned());
            Some(text.unwrap_or_else(|| fitted(variable, &given.value)))
        };
        let values = self.map.endpoints[usize::from(rule.number)].arguments.iter().map(of).collect();
        (rule.number, prefix, values)
    }

    /// Whether the values of the prefix are the same.
    pub(crate) fn prefix_is(&self, wanted: &[Cow<'_, str>], found: &[String]) -> bool {
        wanted.len() == found.len()
            && self
                .prefix
                .iter()
                .zip(wanted.iter().zip(found))
                .all(|(variable, (a, b))| same(variable.name, a, b))
    }

    /// Whether the values of the endpoint's arguments are the same.
    pub(crate) fn are(&self, endpoint: u16, wanted: &[Option<String>], found: &[Option<String>]) -> bool {
        let names = self.map.endpoints[usize::from(endpoint)].arguments;
        wanted.len() == found.len()
            && names.iter().zip(wanted.iter().zip(found)).all(|(name, pair)| match pair {
                (Some(a), Some(b)) => same(name, a, b),
                (a, b) => a == b,
            })
    }
}

/// Arguments as generated code gives them.
pub(crate) fn arguments(values: &[Option<String>]) -> Vec<Option<Argument<'_>>> {
    let texts = values.iter().map(Option::as_deref);
    texts.map(|text| Some(Argument { text: text?.into(), kind: Kind::Any })).collect()
}

/// The names of the arguments that a rule has values for.
fn names<'r>(rule: &'r Rule<'static>) -> impl Iterator<Item = &'static str> + 'r {
    rule.variables.iter().map(|own| own.name).chain(rule.defaults.iter().map(|own| own.name))
}

fn read(drawn: &Drawn) -> Option<Rule<'static>> {
    let (mut text, mut used) = (String::new(), BTreeSet::new());
    for segment in &drawn.segments {
        text.push('/');
        for token in segment {
            match token {
                Token::Variable(name, written) if used.insert(*name) => {
                    text += &written.replace("_>", &format!("{name}>"))
                }
                Token::Variable(..) => text.push('k'),
                Token::Literal(literal) => text += literal,
            }
        }
    }
    text.push_str(if drawn.branch { "/" } else { "" });
    let text: &'static str = text.leak();
    let (parts, variables) = grammar::parse(text, drawn.merge).ok()?.leak();
    let default = drawn.default.filter(|(name, _)| !used.contains(name)).map(|(name, n)| default(name, n));
    Some(Rule {
        text,
        parts,
        variables: variables.iter().map(typed).collect::<Vec<_>>().leak(),
        methods: [Methods::new(0b11, &[]), Methods::new(0b100, &[]), Methods::ANY][drawn.methods],
        strict_slashes: drawn.strict,
        merge_slashes: drawn.merge,
        endpoint: ["e", "other"][usize::from(drawn.endpoint)],
        number: drawn.endpoint,
        defaults: default.into_iter().collect::<Vec<_>>().leak(),
        ..Rule::EMPTY
    })
}

fn default(name: char, n: usize) -> Default<'static> {
    let (value, text) = match name {
        'n' => [
            (Given::Int(1), "1"),
            (Given::Int(-1), "-1"),
            (Given::Int(i128::MAX), "170141183460469231731687303715884105727"),
        ][n],
        'f' => [
            (Given::Float(1.0), "1.0"),
            (Given::Float(0.0), "0.0"),
            (Given::Float(1e16), "10000000000000000.0"),
        ][n],
        'u' => {
            [(Given::Text("00000000-0000-0000-0000-000000000000"), "00000000-0000-0000-0000-000000000000"); 3]
                [n]
        }
        _ => [(Given::Text("a"), "a"), (Given::Text(".."), ".."), (Given::Text("é"), "é")][n],
    };
    let name = &*name.to_string().leak();
    Default { name, value, text }
}

/// The rules of an endpoint in the order of building, with where they send the client.
fn endpoint(
    own: &[&(&Drawn, Rule<'static>)],
    arguments: &'static [&'static str],
) -> Vec<&'static Rule<'static>> {
    let slot = |rule: &Rule<'static>, name: &&str| {
        let variable = rule.variables.iter().position(|own| own.name == *name);
        let default = || rule.defaults.iter().position(|own| own.name == *name);
        match variable {
            Some(n) => Slot::Path(n as u8),
            None => default().map_or(Slot::None, |n| Slot::Default(n as u8)),
        }
    };
    let mut rules: Vec<(bool, Rule<'static>)> =
        own.iter().map(|(drawn, rule)| (drawn.alias, *rule)).collect();
    for (_, rule) in &mut rules {
        rule.slots = arguments.iter().map(|name| slot(rule, name)).collect::<Vec<_>>().leak();
    }
    rules.sort_by_key(|(alias, rule)| (*alias, Reverse(names(rule).count()), Reverse(rule.defaults.len())));
    let mut built: Vec<&'static Rule<'static>> = Vec::new();
    for (alias, rule) in &rules {
        let set = |rule: &Rule<'static>| names(rule).collect::<BTreeSet<_>>();
        let leads = |other: &&&'static Rule<'static>| {
            matches!(other.action, Action::Handle { .. })
                && if *alias {
                    set(other).is_subset(&set(rule))
                } else {
                    !other.defaults.is_empty() && set(other) == set(rule)
                }
        };
        let canonical: &'static [_] = built.iter().filter(leads).copied().collect::<Vec<_>>().leak();
        let action = match *alias && !canonical.is_empty() {
            true => Action::Alias { canonical },
            false => Action::Handle { canonical },
        };
        built.push(Box::leak(Box::new(Rule { action, ..*rule })));
    }
    built
}

/// The variable with what its argument's type takes.
fn typed(variable: &Variable<'static>) -> Variable<'static> {
    let accepts: Option<fn(&str) -> bool> = match variable.name {
        "n" => Some(|text| int(text).is_some()),
        "f" => Some(|text| float(text).is_some()),
        "u" => Some(|text| text.len() == 36 && uuid(text).is_some()),
        _ => None,
    };
    debug_assert!(NAMES.iter().any(|name| variable.name == name.to_string()));
    Variable { accepts, ..*variable }
}

fn int(text: &str) -> Option<i128> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

fn float(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.filter(|_| is_number(whole) && is_number(fraction))
}

fn uuid(text: &str) -> Option<u128> {
    let groups: Vec<&str> = text.split('-').collect();
    let is_hexadecimal = groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    (is_hexadecimal && lengths == [8, 4, 4, 4, 12])
        .then(|| u128::from_str_radix(&groups.concat(), 16).ok())?
}

/// A value as its type writes it.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => match number.to_string() {
            text if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => text + ".0",
            text => text,
        },
        Value::Uuid(number) => {
            let digits = format!("{number:032x}");
            let [a, b, c, d, e] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &digits[range]);
            format!("{a}-{b}-{c}-{d}-{e}")
        }
    }
}

/// Whether two texts are one value of the type that the name says.
fn same(name: &str, a: &str, b: &str) -> bool {
    match name {
        "n" => int(a).is_some() && int(a) == int(b),
        "f" => float(a).is_some() && float(a) == float(b),
        "u" => uuid(a).is_some() && uuid(a) == uuid(b),
        _ => a == b || uuid(a).is_some() && uuid(a) == uuid(b),
    }
}
