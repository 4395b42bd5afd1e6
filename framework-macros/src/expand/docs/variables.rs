//! The variables of a handler's rules: each with its converter, its type and what it takes.

use wegwerk_routing::rule::{Class, Limits, Rule, Variable};

use super::examples::argument;
use super::known::{self, Known};
use super::text::{cell, code, list};
use super::written;
use crate::model::{Argument, Converter, Handler, Model, RuleModel, bare};

/// The table of variables; nothing where there are none.
pub(super) fn table(model: &Model, handler: &Handler, rules: &[&RuleModel]) -> String {
    // Each with the rule that it stands in.
    let mut rows: Vec<(String, [String; 4])> = Vec::new();
    for rule in rules {
        let domain = rule.data.domain.map_or(&[][..], |domain| domain.variables);
        for variable in rule.data.variables.iter().chain(domain) {
            let Some(argument) = argument(handler, variable.name) else { continue };
            let row = [
                code(variable.name),
                code(converter(argument, variable)),
                code(&written::ty(&argument.ty)),
                takes(variable, known::of(argument)),
            ];
            if rows.iter().all(|(_, other)| *other != row) {
                rows.push((code(rule.data.text), row));
            }
        }
    }
    for outer in &model.options.outer {
        let Some(argument) = argument(handler, &bare(&outer.name)) else { continue };
        let row = [
            code(&bare(&outer.name)),
            "of the mount".to_owned(),
            code(&written::ty(&argument.ty)),
            "what the prefix that the app is mounted under says".to_owned(),
        ];
        rows.push((String::new(), row));
    }
    let rows: Vec<String> = rows
        .iter()
        .map(|(rule, row)| {
            let [name, converter, ty, takes] = row.each_ref().map(|text| cell(text));
            let is_other = |(_, other): &&(String, [String; 4])| other[0] == row[0];
            let of = if rows.iter().filter(is_other).count() > 1 {
                format!(" ({})", cell(rule))
            } else {
                String::new()
            };
            format!("| {name} | {converter} | {ty} | {takes}{of} |")
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("| variable | converter | type | takes |\n|---|---|---|---|\n{}\n\n", rows.join("\n"))
}

/// The names of variables that some request holds a value for that is refused: by the converter, its limits or the type.
pub(super) fn refusing(handler: &Handler, rules: &[&RuleModel]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for Rule { variables, domain, .. } in rules.iter().map(|rule| rule.data) {
        for variable in variables.iter().chain(domain.map_or(&[][..], |domain| domain.variables)) {
            let takes_all = matches!(variable.class, Class::Text { min: 1, max: u32::MAX } | Class::Path)
                && argument(handler, variable.name).is_some_and(|a| matches!(known::of(a), Known::Text));
            let name = code(variable.name);
            if !takes_all && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn converter<'a>(argument: &'a Argument, variable: &Variable<'_>) -> &'a str {
    match variable.class {
        Class::Int { .. } => "int",
        Class::Float { .. } => "float",
        Class::Path => "path",
        Class::Any(_) => "any",
        Class::Uuid => "uuid",
        Class::Text { .. } => {
            let converters = argument.variable.iter().flat_map(|variable| &variable.converters);
            let mut types = converters.filter_map(|converter| match converter {
                Converter::Type(name, _) => Some(&**name),
                _ => None,
            });
            types.next().unwrap_or("string")
        }
    }
}

fn takes(variable: &Variable<'_>, known: Known) -> String {
    match (variable.class, known) {
        (Class::Any(items), _) => {
            let items: Vec<String> = items.iter().map(|item| code(item)).collect();
            list(&items, "or")
        }
        (Class::Path, _) => "text, slashes too".to_owned(),
        (Class::Uuid, _) | (_, Known::Uuid) => "a UUID".to_owned(),
        (Class::Int { signed }, known) => whole(variable.limits, signed, known),
        (Class::Float { signed }, _) => number(variable.limits, signed),
        (Class::Text { .. }, Known::Whole(..)) => whole(Limits::None, true, known),
        (Class::Text { .. }, Known::Number) => "a number".to_owned(),
        (Class::Text { .. }, Known::Bool) => "`true` or `false`".to_owned(),
        (Class::Text { min, max }, known) => {
            let what = match known {
                Known::Other => "what the type takes",
                _ => "text without a slash",
            };
            match (min, max) {
                (0 | 1, u32::MAX) => what.to_owned(),
                (min, max) if min == max => format!("{what}, {}", characters(min)),
                (min, u32::MAX) => format!("{what}, {} or more", characters(min)),
                (0 | 1, max) => format!("{what}, up to {}", characters(max)),
                (min, max) => format!("{what}, {min} to {}", characters(max)),
            }
        }
    }
}

fn characters(count: u32) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

fn whole(limits: Limits, signed: bool, known: Known) -> String {
    let (low, high, digits) = match limits {
        Limits::Int { min, max, fixed_digits } => (min, max, fixed_digits),
        _ => (None, None, 0),
    };
    let (least, most) = match known {
        Known::Whole(least, most) => (Some(least), most),
        _ => (None, None),
    };
    let low = [low, least, (!signed).then_some(0)].into_iter().flatten().max();
    let written = (digits > 0).then(|| 10i128.checked_pow(digits).map(|beyond| beyond - 1)).flatten();
    let high = [high, most, written].into_iter().flatten().min();
    let digits = match digits {
        0 => String::new(),
        _ => format!(", written in {}", characters(digits)),
    };
    format!("a whole number{}{digits}", range(low, high))
}

fn number(limits: Limits, signed: bool) -> String {
    let (low, high) = match limits {
        Limits::Float { min, max } => (min, max),
        _ => (None, None),
    };
    let low = if signed { low } else { Some(low.unwrap_or(0.0).max(0.0)) };
    format!("a number with a point{}", range(low, high))
}

fn range<T: std::fmt::Display>(low: Option<T>, high: Option<T>) -> String {
    match (low, high) {
        (None, None) => String::new(),
        (Some(low), None) => format!(", {low} or more"),
        (None, Some(high)) => format!(", {high} or less"),
        (Some(low), Some(high)) => format!(", {low} to {high}"),
    }
}
