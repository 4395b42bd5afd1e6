//! A request that a rule takes, for people to read: with values that its converters, their limits and the types behind
//! them take, and that no other rule takes first.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::matcher::{Outcome, Request};
use crate::method;
use crate::path::Path;
use crate::pattern::{Captures, takes};
use crate::rule::{Action, Class, Limits, Rule, Slot, Variable};
use crate::table::Table;
use crate::url::{Argument, Built, Kind, Place, canonical};

/// How many combinations of values are tried.
const TRIES: usize = 256;

const UUID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

/// A request that `rule` takes, a rule of the table's own app; of one that takes no requests a URL. `None` where none
/// was found: because a type takes none of the values that are tried, or because other rules take all of these.
///
/// ```
/// use wegwerk_routing::example::example;
/// use wegwerk_routing::grammar;
/// use wegwerk_routing::map::Map;
/// use wegwerk_routing::method::Methods;
/// use wegwerk_routing::rule::{Rule, Slot};
/// use wegwerk_routing::table::Table;
///
/// let rule = |text| {
///     let (parts, variables) = grammar::parse(text, true).unwrap().leak();
///     let slots: &[Slot] = if variables.is_empty() { &[] } else { &[Slot::Path(0)] };
///     Rule { text, parts, variables, slots, methods: Methods::ANY, endpoint: "e", ..Rule::EMPTY }
/// };
/// let map = Map::leak("App", vec![rule("/<name>"), rule("/abc"), rule("/<int(min=1990):year>/")]);
/// let table = Box::leak(Box::new(Table::leak(map)));
/// let paths: Vec<_> = map.rules.iter().map(|rule| example(table, rule).unwrap().path).collect();
/// // `/abc` is taken by the rule that says it.
/// assert_eq!(paths, ["/abc", "/1990/", "/name"]);
/// ```
pub fn example(table: &'static Table, rule: &'static Rule<'static>) -> Option<Built> {
    let place = Place { table, mount: 0, prefix: &[], domain: &[] };
    let domain = rule.domain.map_or(&[][..], |domain| domain.variables);
    let own = rule.variables.len();
    let choices: Vec<Vec<String>> = rule.variables.iter().chain(domain).map(values).collect();
    let longest = choices.iter().map(Vec::len).max().unwrap_or(1);
    // First all variables go on to their next value together, then each by itself.
    let together = (0..longest).map(|n| choices.iter().map(|of| n % of.len().max(1)).collect());
    let single = (0..TRIES).map(|mut n| {
        let digit = |of: &Vec<String>| {
            let (count, at) = (of.len().max(1), n);
            n /= count;
            at % count
        };
        choices.iter().map(digit).collect()
    });
    together.chain(single).find_map(|at: Vec<usize>| {
        let value = |n: usize| {
            let text = choices.get(n)?.get(*at.get(n)?)?;
            Some(Argument { text: Cow::Borrowed(text.as_str()), kind: Kind::Any })
        };
        let arguments = rule.slots.iter().map(|slot| match *slot {
            Slot::Path(n) => value(usize::from(n)),
            Slot::Domain(n) => value(own + usize::from(n)),
            Slot::None | Slot::Outer(_) | Slot::Default(_) => None,
        });
        let arguments: Vec<Option<Argument<'_>>> = arguments.collect();
        let has_all = (0..choices.len()).all(|n| value(n).is_some());
        let built = place.build(rule, &arguments);
        (has_all && is_taken_by(table, rule, &built)).then_some(built)
    })
}

fn is_taken_by(table: &'static Table, rule: &'static Rule<'static>, built: &Built) -> bool {
    if matches!(rule.action, Action::BuildOnly) {
        return true;
    }
    let method = method::STANDARD.into_iter().find(|name| rule.methods.contains(name));
    let method = method.or_else(|| rule.methods.extra().first().copied()).unwrap_or("GET");
    let path = Path::decode(&built.path);
    let domain = built.domain.as_deref().unwrap_or_default();
    let request = Request { method, path: &path, domain, websocket: rule.websocket };
    match table.find(&request, &mut Captures::new()) {
        Outcome::Found(leaf) => core::ptr::eq(leaf.rule, rule),
        _ => false,
    }
}

/// Values that a variable takes, those that say most first.
fn values(variable: &Variable<'_>) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for text in tried(variable) {
        let text = canonical(variable, &text).into_owned();
        let fits = takes(&variable.class, &text)
            && variable.limits.allow(&text)
            && variable.accepts.is_none_or(|accepts| accepts(&text));
        if fits && !values.contains(&text) {
            values.push(text);
        }
    }
    values
}

fn tried(variable: &Variable<'_>) -> Vec<String> {
    let all = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    match variable.class {
        Class::Text { min, max } => {
            let words = ["abc", variable.name, "xyz", "example", "a", "7", "42", "1990", "0.5", "true", UUID];
            words.iter().map(|word| of_length(word, min as usize, max as usize)).collect()
        }
        Class::Int { .. } => {
            let mut numbers = all(&["7", "42", "1", "1990", "0", "-7"]);
            if let Limits::Int { min, max, fixed_digits } = variable.limits {
                if fixed_digits == 4 {
                    numbers.insert(0, "1990".into());
                }
                numbers.extend([min, max].into_iter().flatten().map(|number| number.to_string()));
            }
            numbers
        }
        Class::Float { .. } => {
            let mut numbers = all(&["1.5", "0.5", "0.0", "100.0", "-1.5"]);
            if let Limits::Float { min, max } = variable.limits {
                numbers.extend([min, max].into_iter().flatten().map(|number| number.to_string()));
            }
            numbers
        }
        Class::Path => all(&["docs/intro", "a/b/c", "abc", "x"]),
        Class::Any(items) => all(items),
        Class::Uuid => all(&[UUID, "00000000-0000-4000-8000-000000000000"]),
    }
}

/// A word as a value of so many characters. Of more than a line holds it is left as it is, and then refused.
fn of_length(word: &str, min: usize, max: usize) -> String {
    const LINE: usize = 100;
    let count = word.chars().count();
    if count > max {
        return word.chars().take(max).collect();
    }
    let missing = min.saturating_sub(count).min(LINE);
    format!("{word}{}", word.chars().cycle().take(missing).collect::<String>())
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;

    use super::*;
    use crate::grammar;
    use crate::map::Map;
    use crate::method::Methods;

    /// Which texts the types of a rule's variables take.
    type Types<'a> = &'a [Option<fn(&str) -> bool>];

    /// The rules of an app, each with the types that its variables have.
    fn examples(rules: &[(&'static str, Types<'_>)]) -> Vec<(String, Option<String>)> {
        let rule = |(text, types): &(&'static str, Types<'_>)| {
            let (parts, variables) = grammar::parse(text, true).unwrap().leak();
            let typed = variables.iter().enumerate().map(|(n, variable)| {
                let accepts = types.get(n).copied().flatten();
                Variable { accepts, ..*variable }
            });
            let variables: &'static [Variable<'static>] = typed.collect::<Vec<_>>().leak();
            let slots: Vec<Slot> = (0..variables.len()).map(|n| Slot::Path(n as u8)).collect();
            let slots: &'static [Slot] = slots.leak();
            Rule { text, parts, variables, slots, methods: Methods::ANY, endpoint: "e", ..Rule::EMPTY }
        };
        let map = Map::leak("App", rules.iter().map(rule).collect());
        let table: &'static Table = Box::leak(Box::new(Table::leak(map)));
        let rules = map.rules.iter();
        rules.map(|rule| (rule.text.into(), example(table, rule).map(|built| built.path))).collect()
    }

    fn one(text: &'static str) -> Option<String> {
        examples(&[(text, &[])]).pop().and_then(|(_, path)| path)
    }

    #[test]
    fn each_converter_has_one() {
        let cases = [
            ("/<name>", "/abc"),
            ("/<short_id>+", "/abc+"),
            ("/<string(length=2):lang>/x", "/ab/x"),
            ("/<string(minlength=5):word>", "/abcab"),
            ("/<int:id>", "/7"),
            ("/<int(fixed_digits=4):year>-<int(min=1, max=12):month>", "/1990-7"),
            ("/<int(min=100):id>", "/1990"),
            ("/<int(min=10, max=11):id>", "/10"),
            ("/<int(signed=True, max=-9):id>", "/-9"),
            ("/<float:price>", "/1.5"),
            ("/<float(min=3.25):price>", "/100.0"),
            ("/<float(min=3.25, max=3.5):price>", "/3.25"),
            ("/<path:file>", "/docs/intro"),
            ("/<path:file>/raw", "/docs/intro/raw"),
            ("/<any(epub, pdf):format>", "/epub"),
            ("/<uuid:id>", "/67e55044-10b1-426f-9247-bb680e5fe0c8"),
            ("/café/<x>/", "/caf%C3%A9/abc/"),
            ("/", "/"),
        ];
        for (text, path) in cases {
            assert_eq!(one(text).as_deref(), Some(path), "{text}");
        }
    }

    #[test]
    fn none_is_made_up_where_none_fits() {
        let nothing: fn(&str) -> bool = |_| false;
        assert_eq!(examples(&[("/<name>", &[Some(nothing)])]), [("/<name>".into(), None)]);
        assert_eq!(one("/<string(minlength=5000):word>"), None);
    }

    #[test]
    fn types_and_other_rules_have_their_say() {
        let number: fn(&str) -> bool = |text| text.parse::<u8>().is_ok();
        let found = examples(&[
            ("/<id>", &[Some(number)]),
            ("/7", &[]),
            ("/x/<a>/<b>", &[]),
            ("/x/abc/<b>", &[]),
            ("/y/<any(one, two):a>", &[]),
            ("/y/one", &[]),
        ]);
        let path = |text: &str| found.iter().find(|(of, _)| of == text).and_then(|(_, path)| path.as_deref());
        assert_eq!(path("/<id>"), Some("/42"));
        assert_eq!(path("/x/<a>/<b>"), Some("/x/a/b"));
        assert_eq!(path("/y/<any(one, two):a>"), Some("/y/two"));
    }
}
