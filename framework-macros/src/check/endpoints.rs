//! Names of endpoints: one method each.

use syn::Ident;

use crate::errors::Errors;
use crate::model::served::Served;
use crate::model::{Model, bare, is_plain, place};

/// The endpoint of a handler: what its routes say, or the method's name without `on_`.
pub(crate) fn name(method: &Ident, served: &[Served], errors: &mut Errors) -> Option<String> {
    let mut named = served.iter().filter_map(|rule| rule.route.endpoint.as_ref());
    let Some(first) = named.next() else {
        let name = bare(method);
        return Some(without_on(&name).to_owned());
    };
    let name = first.value();
    if !can_be_method(&name) {
        let help = "an endpoint becomes the name of a method: letters, digits and `_`";
        errors.at("WE322", first.span(), format!("`{name}` cannot be the name of an endpoint"), help);
        return None;
    }
    if let Some(other) = named.find(|other| other.value() != name) {
        let message = format!("`{method}` has two endpoints: `{name}` and `{}`", other.value());
        errors.at("WE323", other.span(), message, "a method serves one endpoint: name it once");
        return None;
    }
    Some(name)
}

/// The endpoint of a method that says no other.
pub(crate) fn without_on(name: &str) -> &str {
    name.strip_prefix("on_").filter(|rest| can_be_method(rest)).unwrap_or(name)
}

/// Whether a method can have the name, raw where it has to be.
fn can_be_method(name: &str) -> bool {
    is_plain(name)
        || syn::parse_str::<Ident>(name).is_ok()
        || syn::parse_str::<Ident>(&format!("r#{name}")).is_ok()
}

/// Reports endpoints and mounts that share a name.
pub(crate) fn check(model: &mut Model, errors: &mut Errors) {
    let mut twice = Vec::new();
    let mut seen: Vec<(String, &Ident, bool)> = Vec::new();
    let handlers = model.handlers.iter().map(|h| (h.endpoint.clone(), &h.method, !h.cfgs.is_empty()));
    let mounts = model.mounts.iter().map(|m| (bare(&m.method), &m.method, !m.cfgs.is_empty()));
    for (name, method, conditional) in handlers.chain(mounts) {
        let other = seen.iter().find(|(other, _, both)| *other == name && !(*both && conditional));
        if let Some((_, first, _)) = other
            && *first == method
        {
            // The compiler tells of two methods of one name; what is generated for them would only repeat it.
            twice.push(method.clone());
        } else if let Some((_, first, _)) = other {
            let at = place(first.span());
            let message = format!(
                "`{method}` and `{first}` are both the endpoint `{name}` (the first at {}:{})",
                at.file, at.line
            );
            errors.on(
                "WE321",
                method,
                message,
                "rename one of the methods, or write `endpoint = \"…\"` in its route",
            );
        }
        seen.push((name, method, conditional));
    }
    model.faulty.extend(twice);
}
