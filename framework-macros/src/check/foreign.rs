//! Variables in the syntax of other frameworks, `{id}` and `:id`: here they are text, and the argument of that name would
//! be taken for an extractor.

use std::ops::Range;

use syn::{PathArguments, Type};

use crate::errors::Errors;
use crate::model::Argument;
use crate::model::served::Served;

/// A variable as another framework writes it.
pub(crate) struct Foreign<'t> {
    span: Range<usize>,
    pub(crate) name: &'t str,
    /// It takes the rest of the path.
    rest: bool,
}

/// Reports a rule that has the name of an argument in braces or behind a colon.
pub(crate) fn check(served: &Served, arguments: &[Argument], errors: &mut Errors) {
    let text = served.rule.text;
    let (mut proposed, mut first) = (text.to_owned(), None);
    for found in all(text).into_iter().rev() {
        let Some(argument) = arguments.iter().find(|argument| is_meant(argument, found.name)) else {
            continue;
        };
        let name = found.name;
        let variable = match converter(&argument.ty) {
            _ if found.rest => format!("<path:{name}>"),
            Some(converter) => format!("<{converter}:{name}>"),
            None => format!("<{name}>"),
        };
        proposed.replace_range(found.span.clone(), &variable);
        first = Some(found);
    }
    let Some(Foreign { span, name, .. }) = first else { return };
    let message =
        format!("`{}` is text in a rule: the argument `{name}` has no variable to take", &text[span]);
    errors.at("WE308", served.route.rule.span(), message, format!("write \"{proposed}\""));
}

/// Those of a rule, in their order: `{id}`, `{id:…}`, `{*id}` and `{id..}` anywhere, `:id` and `*id` for a whole segment.
pub(crate) fn all(text: &str) -> Vec<Foreign<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(here) = text[at..].chars().next() {
        let rest = &text[at + here.len_utf8()..];
        let end = |length: usize| at + here.len_utf8() + length;
        let begins = text[..at].ends_with('/');
        let read = match here {
            '<' => rest.find('>').map(|length| (end(length + 1), None)),
            '{' => rest.find('}').map(|length| {
                let (inner, star) =
                    rest[..length].strip_prefix('*').map_or((&rest[..length], false), |i| (i, true));
                let name = word(inner);
                let takes_rest = star || inner[name.len()..].starts_with("..");
                (end(length + 1), Some((name, takes_rest)))
            }),
            ':' | '*' if begins => {
                let name = word(rest);
                let is_whole = rest[name.len()..].chars().next().is_none_or(|next| next == '/');
                Some((end(name.len()), Some((name, here == '*')).filter(|_| is_whole)))
            }
            _ => None,
        };
        let (next, name) = read.unwrap_or((end(0), None));
        if let Some((name, rest)) = name.filter(|(name, _)| !name.is_empty()) {
            found.push(Foreign { span: at..next, name, rest });
        }
        at = next;
    }
    found
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// Whether an argument has the name and takes no variable, and is not of a type such as `Json<T>`, which says what it is.
fn is_meant(argument: &Argument, name: &str) -> bool {
    let own = argument.name.as_deref().unwrap_or_default();
    argument.variable.is_none()
        && own.strip_prefix('_').unwrap_or(own) == name
        && last(&argument.ty).is_some()
}

/// The converter of a number.
fn converter(ty: &Type) -> Option<&'static str> {
    match last(ty)?.as_str() {
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => Some("int"),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => Some("int(signed=True)"),
        "f32" | "f64" => Some("float"),
        "Uuid" => Some("uuid"),
        _ => None,
    }
}

/// The last word of a type that has no parameters, behind a reference or in an `Option`.
fn last(ty: &Type) -> Option<String> {
    match ty {
        Type::Reference(reference) => last(&reference.elem),
        Type::Path(path) => match path.path.segments.last().map(|last| (&last.ident, &last.arguments))? {
            (ident, PathArguments::None) => Some(ident.to_string()),
            (ident, PathArguments::AngleBracketed(inner)) if ident == "Option" => match inner.args.first()? {
                syn::GenericArgument::Type(inner) => last(inner),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
