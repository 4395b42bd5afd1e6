//! Rules of one block that no request reaches, because others take all of theirs.

use syn::{PathArguments, Type};
use wegwerk_routing::conflict::{Cover, View, cover, may_react};
use wegwerk_routing::rule::{Class, Variable};

use super::conflicts::{conditional, place};
use super::order::Pairs;
use crate::errors::Errors;
use crate::model::{Model, RuleModel};

/// Reports each rule all of whose requests go to rules before it. A rule that may refuse what its pattern takes, or that a
/// `#[cfg]` may take out, makes no other unreachable. What conflicts was told of before.
pub(crate) fn check(model: &Model, pairs: &Pairs, conflicting: &[bool], errors: &mut Errors) {
    for (n, rule) in model.rules.iter().enumerate() {
        if conflicting[n] || conditional(model, rule) {
            continue;
        }
        let before = pairs.before[n].iter().map(|other| &model.rules[*other]).filter(|other| {
            other.data.websocket == rule.data.websocket
                && other.data.methods.common(&rule.data.methods).is_some()
                && !conditional(model, other)
                && !other.data.refuses
                && may_react(&other.view(), &rule.view())
        });
        let before: Vec<&RuleModel> = before.collect();
        match takers(rule, &before) {
            Takers::TooFew => {}
            Takers::All(takers) => report(model, rule, takers, errors),
            Takers::Undecided => {
                let message = format!(
                    "cannot decide whether some request reaches `{}`, or others take all of its requests",
                    rule.data.text
                );
                let help = "write fewer variables into one segment, or a smaller `maxlength`";
                errors.at("WE203", rule.literal.span(), message, help);
            }
        }
    }
}

enum Takers<'m> {
    /// Some request is left.
    TooFew,
    /// None is: these take them.
    All(Vec<&'m RuleModel>),
    Undecided,
}

/// The rules that take the requests of another, with each of its methods.
fn takers<'m>(rule: &RuleModel, before: &[&'m RuleModel]) -> Takers<'m> {
    let methods = &rule.data.methods;
    let standard = wegwerk_routing::method::STANDARD.into_iter().filter(|name| methods.contains(name));
    let named: Vec<Option<&str>> = if methods.is_any() {
        vec![None]
    } else {
        standard.chain(methods.extra().iter().copied()).map(Some).collect()
    };
    let mut all: Vec<&RuleModel> = Vec::new();
    let mut decided: Vec<Vec<usize>> = Vec::new();
    for method in named {
        let takes = |other: &RuleModel| match method {
            None => other.data.methods.is_any(),
            Some(method) => other.data.methods.contains(method),
        };
        let able: Vec<&RuleModel> = before.iter().copied().filter(|other| takes(other)).collect();
        let ids: Vec<usize> = able.iter().map(|other| other.id).collect();
        if decided.contains(&ids) {
            continue;
        }
        match decide(rule, &able) {
            Cover::Open(_) => return Takers::TooFew,
            Cover::Undecided => return Takers::Undecided,
            Cover::Complete => {}
        }
        decided.push(ids);
        for taker in fewest(rule, able) {
            if !all.iter().any(|known| known.id == taker.id) {
                all.push(taker);
            }
        }
    }
    all.sort_by_key(|taker| taker.id);
    Takers::All(all)
}

fn decide(rule: &RuleModel, before: &[&RuleModel]) -> Cover {
    if before.is_empty() {
        return Cover::Open(String::new());
    }
    let views: Vec<View<'static>> = before.iter().map(|other| other.view()).collect();
    cover(&rule.view(), &views)
}

/// One of the rules that takes everything alone, else as few of them as are needed together.
fn fewest<'m>(rule: &RuleModel, mut takers: Vec<&'m RuleModel>) -> Vec<&'m RuleModel> {
    if let Some(one) = takers.iter().find(|one| decide(rule, &[one]) == Cover::Complete) {
        return vec![one];
    }
    let mut n = 0;
    while n < takers.len() {
        let one = takers.remove(n);
        if decide(rule, &takers) != Cover::Complete {
            takers.insert(n, one);
            n += 1;
        }
    }
    takers
}

fn report(model: &Model, rule: &RuleModel, takers: Vec<&RuleModel>, errors: &mut Errors) {
    let text = rule.data.text;
    let message = match takers[..] {
        [taker] => format!("no request reaches `{text}`: `{}` takes all of them before it", taker.data.text),
        _ => format!("no request reaches `{text}`: {} rules before it take all of them", takers.len()),
    };
    let takers: Vec<String> = takers.iter().map(|taker| place(model, taker)).collect();
    let message = format!("{message}\nrule:   {}\nbefore: {}", place(model, rule), takers.join("\n        "));
    let help =
        "remove it, or let the rules before it take less: by another converter, a literal, or fewer methods";
    errors.at("WE208", rule.literal.span(), message, help);
}

/// Whether the type of an argument may refuse what its variable's pattern takes.
pub(crate) fn may_refuse(model: &Model, rule: &RuleModel) -> bool {
    let Some(handler) = model.handlers.get(rule.handler) else { return true };
    let domain = rule.data.domain.map_or(&[][..], |domain| domain.variables);
    rule.data.variables.iter().chain(domain).any(|variable| {
        let taking = handler
            .arguments
            .iter()
            .find(|a| a.variable.is_some() && a.name.as_deref() == Some(variable.name));
        taking.is_some_and(|argument| {
            let optional = argument.variable.as_ref().and_then(|variable| variable.optional.as_ref());
            !takes_all(optional.unwrap_or(&argument.ty), variable)
        })
    })
}

/// Whether the type takes every text of the variable's converter, as far as its name says: text takes all, a number those
/// of `int` and `float`, whose limits are of no account, and a `Uuid` those of `uuid`.
fn takes_all(ty: &Type, variable: &Variable<'_>) -> bool {
    let name = match ty {
        Type::Group(group) => return takes_all(&group.elem, variable),
        Type::Paren(paren) => return takes_all(&paren.elem, variable),
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) => path.path.get_ident().map(ToString::to_string),
            _ => None,
        },
        Type::Path(path) => path.path.segments.last().map(|last| match &last.arguments {
            PathArguments::AngleBracketed(_) if last.ident != "Cow" => String::new(),
            _ => last.ident.to_string(),
        }),
        _ => None,
    };
    match name.as_deref() {
        Some("str" | "String" | "Cow") => true,
        Some("Uuid") => matches!(variable.class, Class::Uuid),
        Some(
            "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize",
        ) => matches!(variable.class, Class::Int { .. }),
        Some("f32" | "f64") => matches!(variable.class, Class::Float { .. } | Class::Int { .. }),
        _ => false,
    }
}
