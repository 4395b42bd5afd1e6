//! The variables of rules against the arguments of their handler.

use proc_macro2::Span;
use syn::{FnArg, GenericArgument, PathArguments, Signature, Type};
use wegwerk_routing::grammar::Kind;
use wegwerk_routing::rule::Slot;

use crate::errors::{Errors, nearest};
use crate::model::served::{Served, Source, marker, marker_of};
use crate::model::{Argument, Converter, VariableArgument, argument_name, bare, identifier};
use crate::parse::defaults::Outer;
use crate::written::written;

/// The arguments of a handler: those that have the name of a variable, of a default or of an outer variable take it,
/// the others are extractors.
pub(crate) fn arguments(
    signature: &Signature,
    served: &[Served],
    outer: &[Outer],
    errors: &mut Errors,
) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut slot = 0;
    for input in &signature.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let wanted = |name: &str| {
            served.iter().any(|rule| rule.has(name)) || outer.iter().any(|outer| bare(&outer.name) == name)
        };
        let name = argument_name(&typed.pat).and_then(|name| {
            let shorter = name.strip_prefix('_').map(str::to_owned);
            if wanted(&name) { Some(name) } else { shorter.filter(|s| wanted(s)).or(Some(name)) }
        });
        let variable = name.as_deref().and_then(|name| {
            let converters = converters(served, outer, name);
            if converters.is_empty() {
                return None;
            }
            let optional = option(&typed.ty).cloned();
            let is_outer = outer.iter().any(|outer| bare(&outer.name) == name);
            if let Some(lacking) = served.iter().find(|rule| !rule.has(name))
                && !is_outer
                && optional.is_none()
            {
                let ty = written(&typed.ty);
                errors.on(
                    "WE303",
                    &typed.ty,
                    format!("the rule `{}` has no variable `<{name}>`", lacking.rule.text),
                    format!("write `{}: Option<{ty}>`, or add `<{name}>` to the rule", as_argument(name)),
                );
            }
            slot += 1;
            Some(VariableArgument { slot: slot - 1, optional, converters })
        });
        arguments.push(Argument { name, ty: (*typed.ty).clone(), variable });
    }
    arguments
}

/// The argument that takes a variable of this name.
fn as_argument(name: &str) -> String {
    identifier(name, Span::call_site()).to_string()
}

fn converters(served: &[Served], outer: &[Outer], name: &str) -> Vec<Converter> {
    let mut found: Vec<Converter> = Vec::new();
    let sources = served.iter().filter_map(|rule| rule.source(name));
    let own = sources.map(|(_, source)| match source {
        Source::Variable(variable, span) => match (marker_of(variable.kind), variable.kind) {
            (Some(marker), _) => Converter::Marker(marker),
            (None, Kind::Type(ty)) => Converter::Type(ty.to_owned(), span),
            (None, _) => Converter::Text,
        },
        Source::Default(default) => match marker(default.value) {
            Some(marker) => Converter::Default(marker, default.span),
            None => Converter::Text,
        },
    });
    let outer = outer.iter().filter(|outer| bare(&outer.name) == name);
    for converter in own.chain(outer.map(|outer| Converter::Outer(Box::new(outer.ty.clone())))) {
        if !found.contains(&converter) {
            found.push(converter);
        }
    }
    found
}

/// The `T` of an `Option<T>`.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let PathArguments::AngleBracketed(inner) = &last.arguments else { return None };
    match inner.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// For each variable argument, where this rule has its value. Reports variables and defaults without an argument.
pub(crate) fn slots(
    signature: &Signature,
    served: &Served,
    arguments: &[Argument],
    outer: &[Outer],
    errors: &mut Errors,
) -> Vec<Slot> {
    for (variable, literal) in served.variables() {
        if outer.iter().any(|outer| bare(&outer.name) == variable.name) {
            let message = format!("`<{}>` is a variable of the rule and of the mounts above", variable.name);
            errors.at("WE307", literal.span(), message, "give one of the two another name");
        }
    }
    let taken =
        |name: &str| arguments.iter().any(|a| a.variable.is_some() && a.name.as_deref() == Some(name));
    for (variable, literal) in served.variables() {
        let name = variable.name;
        if taken(name) {
            continue;
        }
        if let Some((near, pattern)) = near(signature, arguments, name) {
            let message = format!(
                "the argument `{near}` looks like the variable `<{name}>` of the rule `{}`",
                served.rule.text
            );
            let help =
                format!("rename the argument to `{}`, or the variable to `<{near}>`", as_argument(name));
            errors.on("WE302", pattern, message, help);
            continue;
        }
        let method = &signature.ident;
        let ty = match variable.kind {
            Kind::Int => "u64",
            Kind::Float => "f64",
            Kind::Uuid => "Uuid",
            _ => "&str",
        };
        let text = literal.value();
        let message = format!("no argument of `{method}` takes the variable `<{name}>` of the rule `{text}`");
        errors.at(
            "WE301",
            literal.span(),
            message,
            format!("add `{}: {ty}` to `{method}`", as_argument(name)),
        );
    }
    for default in &served.route.defaults {
        let name = bare(&default.name);
        if !taken(&name) {
            let method = &signature.ident;
            let message = format!("no argument of `{method}` takes the default `{name}`");
            errors.on(
                "WE306",
                &default.name,
                message,
                format!("add `{}: …` to `{method}`", as_argument(&name)),
            );
        }
    }
    let slot = |argument: &Argument| {
        let name = argument.name.as_deref().unwrap_or_default();
        let outer = || outer.iter().position(|outer| bare(&outer.name) == name);
        match served.source(name) {
            Some((slot, _)) => slot,
            None => outer().map_or(Slot::None, |n| Slot::Outer(n as u8)),
        }
    };
    arguments.iter().filter(|argument| argument.variable.is_some()).map(slot).collect()
}

/// The argument that was probably meant by the name of a variable.
fn near<'s>(
    signature: &'s Signature,
    arguments: &'s [Argument],
    name: &str,
) -> Option<(&'s str, &'s syn::Pat)> {
    let free = arguments.iter().filter(|a| a.variable.is_none()).filter_map(|a| a.name.as_deref());
    let near = nearest(name, free)?;
    let pattern = signature.inputs.iter().find_map(|input| match input {
        FnArg::Typed(typed) if argument_name(&typed.pat).as_deref() == Some(near) => Some(&*typed.pat),
        _ => None,
    })?;
    Some((near, pattern))
}
