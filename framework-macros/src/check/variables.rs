//! The variables of rules against the arguments of their handler.

use syn::{FnArg, GenericArgument, PathArguments, Signature, Type};
use wegwerk_routing::grammar::{Kind, ParsedRule};
use wegwerk_routing::rule::Slot;

use crate::errors::{Errors, nearest};
use crate::model::{Argument, Converter, VariableArgument, argument_name};
use crate::parse::attribute::Route;

type Routes = [(Route, ParsedRule<'static>)];

/// The arguments of a handler: those that have the name of a variable take it, the others are extractors.
pub(crate) fn arguments(signature: &Signature, routes: &Routes, errors: &mut Errors) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut slot = 0;
    for input in &signature.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let name = argument_name(&typed.pat).and_then(|name| {
            let wanted = |name: &str| routes.iter().any(|(_, rule)| has(rule, name));
            let shorter = name.strip_prefix('_').map(str::to_owned);
            if wanted(&name) { Some(name) } else { shorter.filter(|s| wanted(s)).or(Some(name)) }
        });
        let variable = name.as_deref().and_then(|name| {
            let lacks = routes.iter().any(|(_, rule)| !has(rule, name));
            let converters = converters(routes, name);
            if converters.is_empty() {
                return None;
            }
            let optional = option(&typed.ty).cloned();
            if lacks && optional.is_none() {
                let rule = routes.iter().find(|(_, rule)| !has(rule, name));
                let ty = &typed.ty;
                let ty = quote::quote!(#ty).to_string().replace(' ', "");
                let message = match rule {
                    Some((_, rule)) => format!("the rule `{}` has no variable `<{name}>`", rule.text),
                    None => format!("a rule has no variable `<{name}>`"),
                };
                errors.on(
                    "WE303",
                    &typed.ty,
                    message,
                    format!("write `{name}: Option<{ty}>`, or add `<{name}>` to the rule"),
                );
            }
            slot += 1;
            Some(VariableArgument { slot: slot - 1, optional, converters })
        });
        arguments.push(Argument { name, ty: (*typed.ty).clone(), variable });
    }
    arguments
}

fn has(rule: &ParsedRule<'_>, name: &str) -> bool {
    rule.variables.iter().any(|variable| variable.name == name)
}

fn converters(routes: &Routes, name: &str) -> Vec<Converter> {
    let mut found: Vec<Converter> = Vec::new();
    let variables = routes.iter().flat_map(|(route, rule)| rule.variables.iter().map(move |v| (route, v)));
    for (route, variable) in variables.filter(|(_, v)| v.name == name) {
        let converter = match &variable.kind {
            Kind::String => Converter::Text,
            Kind::Int => Converter::Marker("int"),
            Kind::Float => Converter::Marker("float"),
            Kind::Path => Converter::Marker("path"),
            Kind::Any => Converter::Marker("any"),
            Kind::Uuid => Converter::Marker("uuid"),
            Kind::Type(name) => Converter::Type((*name).to_owned(), route.rule.span()),
        };
        if !found.contains(&converter) {
            found.push(converter);
        }
    }
    found
}

/// The `T` of an `Option<T>`.
fn option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let PathArguments::AngleBracketed(inner) = &last.arguments else { return None };
    match inner.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// For each variable argument, which variable of this rule it takes. Reports variables without an argument.
pub(crate) fn slots(
    signature: &Signature,
    route: &Route,
    rule: &ParsedRule<'_>,
    arguments: &[Argument],
    errors: &mut Errors,
) -> Vec<Slot> {
    for variable in &rule.variables {
        let name = variable.name;
        if arguments.iter().any(|a| a.variable.is_some() && a.name.as_deref() == Some(name)) {
            continue;
        }
        let free = arguments.iter().filter(|a| a.variable.is_none()).filter_map(|a| a.name.as_deref());
        let method = &signature.ident;
        if let Some(near) = nearest(name, free) {
            let argument = signature.inputs.iter().find_map(|input| match input {
                FnArg::Typed(typed) if argument_name(&typed.pat).as_deref() == Some(near) => Some(&typed.pat),
                _ => None,
            });
            let message = format!(
                "the argument `{near}` looks like the variable `<{name}>` of the rule `{}`",
                rule.text
            );
            errors.on(
                "WE302",
                argument,
                message,
                format!("rename the argument to `{name}`, or the variable to `<{near}>`"),
            );
            continue;
        }
        let ty = match variable.kind {
            Kind::Int => "u64",
            Kind::Float => "f64",
            Kind::Uuid => "Uuid",
            _ => "&str",
        };
        let message =
            format!("no argument of `{method}` takes the variable `<{name}>` of the rule `{}`", rule.text);
        errors.at("WE301", route.rule.span(), message, format!("add `{name}: {ty}` to `{method}`"));
    }
    let mut slots = Vec::new();
    for argument in arguments.iter().filter(|argument| argument.variable.is_some()) {
        let name = argument.name.as_deref().unwrap_or_default();
        let at = rule.variables.iter().position(|variable| variable.name == name);
        slots.push(at.map_or(Slot::None, |at| Slot::Path(at as u8)));
    }
    slots
}
