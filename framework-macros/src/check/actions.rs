//! What is done with a request that a rule takes: the options `alias`, `build_only`, `redirect_to`, `websocket`.

use proc_macro2::Span;
use syn::LitStr;
use wegwerk_routing::method::{self, Methods};
use wegwerk_routing::rule::Slot;

use crate::errors::{Errors, nearest};
use crate::model::served::Served;
use crate::model::{Action, RuleModel, TargetPiece};

/// What the options of a rule say; the rules that it sends the client to are known later.
pub(crate) fn read(served: &Served, slots: impl Fn(&str) -> Option<Slot>, errors: &mut Errors) -> Action {
    let route = &served.route;
    let given = [
        ("alias", route.alias.is_some()),
        ("build_only", route.build_only),
        ("redirect_to", route.redirect_to.is_some()),
    ];
    let mut given = given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name);
    if let (Some(first), Some(second)) = (given.next(), given.next()) {
        let message = format!("`{first}` and `{second}` cannot stand together");
        errors.at("WE337", route.rule.span(), message, "write a rule for each");
    }
    match &route.redirect_to {
        _ if route.build_only => Action::BuildOnly,
        _ if route.alias.is_some() => Action::Alias,
        Some(target) => Action::RedirectTo(pieces(served, target, slots, errors)),
        None => Action::Handle,
    }
}

/// Reports a WebSocket rule that takes methods which no handshake has.
pub(crate) fn websocket(served: &Served, methods: &Methods<'_>, errors: &mut Errors) {
    let handshake =
        ["GET", "HEAD", "OPTIONS"].into_iter().filter_map(method::bit).fold(0, |bits, bit| bits | bit);
    let only = !methods.is_any() && methods.bits() & !handshake == 0 && methods.extra().is_empty();
    if served.route.websocket && !only && !methods.is_any() {
        let message =
            format!("the WebSocket rule `{}` takes methods that no handshake has", served.rule.text);
        let help = "a handshake is a `GET` (RFC 6455): leave `methods` out";
        errors.at("WE335", served.route.rule.span(), message, help);
    }
}

/// The pieces of the address that a rule redirects to.
fn pieces(
    served: &Served,
    literal: &LitStr,
    slots: impl Fn(&str) -> Option<Slot>,
    errors: &mut Errors,
) -> Vec<TargetPiece> {
    let text = literal.value();
    let span = literal.span();
    if let Some(problem) = open_redirect(&text) {
        let help = "write the path or the host out: the client must not choose where it is sent";
        errors.at("WE333", span, problem, help);
        return Vec::new();
    }
    if leads_to_itself(served, &text) {
        let help = "write another address, or leave `redirect_to` out";
        errors.at("WE334", span, "the rule redirects to itself", help);
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        if !before.is_empty() {
            pieces.push(TargetPiece::Literal(before.to_owned()));
        }
        let Some((name, after)) = after.split_once('>') else {
            let help = "a variable of the rule is written `<name>`";
            errors.at("WE332", span, format!("a `<` is not closed in the address `{text}`"), help);
            return Vec::new();
        };
        rest = after;
        match slots(name) {
            Some(slot) => pieces.push(TargetPiece::Slot(slot)),
            None => unknown(served, name, span, errors),
        }
    }
    if !rest.is_empty() {
        pieces.push(TargetPiece::Literal(rest.to_owned()));
    }
    pieces
}

/// Whether the path of the address is the rule's own, whatever the values are: then it leads there for ever.
fn leads_to_itself(served: &Served, target: &str) -> bool {
    let path = &target[..target.find(['?', '#']).unwrap_or(target.len())];
    let path = path.strip_prefix('/').unwrap_or_else(|| path.strip_prefix("./").unwrap_or(path));
    let (rule, mut own, mut rest) = (served.rule.text, String::new(), 0);
    for variable in &served.rule.variables {
        let open = rule[rest..variable.span.start].find('<').map_or(rest, |at| rest + at);
        own.push_str(&rule[rest..=open]);
        own.push_str(variable.name);
        rest = variable.span.end;
    }
    own.push_str(&rule[rest..]);
    own.strip_prefix('/') == Some(path)
}

fn unknown(served: &Served, name: &str, span: Span, errors: &mut Errors) {
    let bare = name.rsplit(':').next().unwrap_or(name);
    let known = || served.variables().map(|(variable, _)| variable.name);
    let help = if bare != name && known().any(|known| known == bare) {
        format!("write `<{bare}>`: its converter stands in the rule")
    } else if let Some(near) = nearest(name, known()) {
        format!("did you mean `<{near}>`?")
    } else {
        match known().map(|name| format!("`<{name}>`")).collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "the rule has no variables".to_owned(),
            known => format!("the rule has {known}"),
        }
    };
    let message =
        format!("the address names `<{name}>`, which is no variable of the rule `{}`", served.rule.text);
    errors.at("WE332", span, message, help);
}

/// Why the client could choose the host that it is sent to, or run a script.
fn open_redirect(target: &str) -> Option<String> {
    let variable = target.find('<')?;
    let before = &target[..variable];
    let authority = match before.find("//") {
        Some(0) => Some(2),
        Some(at) if before[..at].ends_with(':') && !before[..at].contains(['/', '?', '#']) => Some(at + 2),
        _ => None,
    };
    match authority {
        Some(at) => {
            let closed = before[at..].contains(['/', '?', '#']);
            (!closed).then(|| "the host of the address holds a variable".to_owned())
        }
        None if before.is_empty() => Some("the address begins with a variable".to_owned()),
        None => {
            let end = before.find(['/', '?', '#']).unwrap_or(before.len());
            before[..end].contains(':').then(|| format!("the address begins with the scheme of `{before}`"))
        }
    }
}

/// The order in which URLs are built from the rules of one endpoint (Werkzeug's `build_compare_key`): aliases last, more
/// arguments before fewer, more defaults before fewer, then as they were written.
pub(crate) fn build_order(rules: &[&RuleModel]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by_key(|n| {
        let rule = rules[*n];
        let alias = matches!(rule.action, Action::Alias);
        (alias, std::cmp::Reverse(rule.arguments.len()), std::cmp::Reverse(rule.data.defaults.len()))
    });
    order
}

/// For each rule of one endpoint those that it sends the client to where the values found are theirs. Reports
/// aliases of nothing.
pub(crate) fn canonical(rules: &[&RuleModel], redirects: bool, errors: &mut Errors) -> Vec<Vec<usize>> {
    let order = build_order(rules);
    let of = |n: usize| -> Vec<usize> {
        let rule = rules[n];
        match rule.action {
            _ if !redirects => Vec::new(),
            Action::Alias => {
                let fits = |other: &RuleModel| {
                    !matches!(other.action, Action::Alias | Action::BuildOnly)
                        && other.arguments.iter().all(|name| {
                            rule.arguments.contains(name)
                                || other.data.defaults.iter().any(|d| d.name == name)
                        })
                };
                order.iter().copied().filter(|other| fits(rules[*other])).collect()
            }
            Action::Handle => {
                let before = order.iter().copied().take_while(|other| *other != n);
                let fits = |other: &RuleModel| {
                    !matches!(other.action, Action::BuildOnly)
                        && !other.data.defaults.is_empty()
                        && other.arguments == rule.arguments
                };
                before.filter(|other| fits(rules[*other])).collect()
            }
            Action::RedirectTo(_) | Action::BuildOnly => Vec::new(),
        }
    };
    let canonical: Vec<Vec<usize>> = (0..rules.len()).map(of).collect();
    if redirects {
        for (rule, canonical) in rules.iter().zip(&canonical) {
            if matches!(rule.action, Action::Alias) {
                alias_of_something(rule, canonical.iter().map(|n| rules[*n]), errors);
            }
        }
    }
    canonical
}

/// Reports an alias that would lead to itself: no other rule takes all that it takes.
fn alias_of_something<'r>(
    alias: &RuleModel,
    mut canonical: impl Iterator<Item = &'r RuleModel>,
    errors: &mut Errors,
) {
    let always = |other: &RuleModel| {
        let conditional = |name: &str| {
            alias.arguments.iter().any(|own| own == name)
                && !alias.data.defaults.iter().any(|d| d.name == name)
        };
        covers(&other.data.methods, &alias.data.methods)
            && !other.data.defaults.iter().any(|default| conditional(default.name))
    };
    if !canonical.any(always) {
        let message = format!("the alias `{}` has no rule to lead to", alias.data.text);
        let help = "add a rule to the same method that takes the same variables and methods, without `alias`";
        errors.at("WE331", alias.literal.span(), message, help);
    }
}

/// Whether one set of methods holds all of the other.
fn covers(all: &Methods<'_>, some: &Methods<'_>) -> bool {
    all.is_any()
        || !some.is_any()
            && some.bits() & !all.bits() == 0
            && some.extra().iter().all(|name| all.extra().contains(name))
}
