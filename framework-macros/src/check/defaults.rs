//! The values of `defaults(…)` against the rule and the types of the arguments, as far as the names of the types
//! tell; the compiler finds the rest.

use syn::Type;
use wegwerk_routing::rule::Value;

use crate::errors::Errors;
use crate::model::served::Served;
use crate::model::{Argument, bare};
use crate::written::written;

/// Reports defaults that a variable of the same rule would hide, and values that their argument cannot have.
pub(crate) fn check(served: &Served, arguments: &[Argument], errors: &mut Errors) {
    for default in &served.route.defaults {
        let name = bare(&default.name);
        if served.variables().any(|(variable, _)| variable.name == name) {
            let message = format!("the default `{name}` would take the place of the variable `<{name}>`");
            let help = "give the default to another rule of the method, one without this variable";
            errors.on("WE305", &default.name, message, help);
            continue;
        }
        let argument = arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(&*name));
        let Some(argument) = argument else { continue };
        let ty = argument.variable.as_ref().and_then(|v| v.optional.as_ref()).unwrap_or(&argument.ty);
        if !fits(default.value, &default.text, ty) {
            let message = format!(
                "the default `{name} = {}` is no value of the type `{}`",
                shown(default.value),
                written(ty)
            );
            let help = "write a value of that type, or give the argument another";
            errors.at("WE304", default.span, message, help);
        }
    }
}

fn shown(value: Value<'_>) -> String {
    match value {
        Value::Int(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Text(text) => format!("{text:?}"),
        Value::Bool(value) => value.to_string(),
    }
}

/// Whether a value fits a type that is known by its name; yes of every other type.
fn fits(value: Value<'_>, text: &str, ty: &Type) -> bool {
    let inner = match ty {
        Type::Reference(reference) => &reference.elem,
        ty => ty,
    };
    let Type::Path(path) = inner else { return true };
    let Some(last) = path.path.segments.last() else { return true };
    macro_rules! integer {
        ($($name:ident),*) => {
            match last.ident.to_string().as_str() {
                $(stringify!($name) => return matches!(value, Value::Int(_)) && text.parse::<$name>().is_ok(),)*
                _ => {}
            }
        };
    }
    integer!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
    match last.ident.to_string().as_str() {
        "f32" | "f64" => matches!(value, Value::Float(_)),
        "bool" => matches!(value, Value::Bool(_)),
        "str" | "String" => matches!(value, Value::Text(_)),
        "Uuid" => matches!(value, Value::Text(text) if text.len() == 36),
        _ => true,
    }
}
