//! What a handler gives back: nothing that it only borrows, because the response outlives the call.

use syn::{GenericArgument, Lifetime, PathArguments, PathSegment, ReturnType, Type};

use crate::errors::Errors;

/// Reports text and bytes that are borrowed where the response is made of them. The compiler would only say that some
/// lifetime is too short.
pub(crate) fn check(output: &ReturnType, what: &str, errors: &mut Errors) -> bool {
    let ReturnType::Type(_, ty) = output else { return true };
    let Some((borrowed, owned)) = borrowed(ty) else { return true };
    let help = format!("return {owned}; only what is `'static` can be returned by reference");
    errors.on("WE317", borrowed, format!("{what} cannot return what it borrows"), help);
    false
}

/// The first borrowed type that a response would be made of, and what it is when it is owned.
fn borrowed(ty: &Type) -> Option<(&Type, &'static str)> {
    match ty {
        Type::Paren(inner) => borrowed(&inner.elem),
        Type::Group(inner) => borrowed(&inner.elem),
        Type::Tuple(tuple) => borrowed(tuple.elems.last()?),
        Type::Reference(reference) if !is_static(reference.lifetime.as_ref()) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => Some((ty, "a `String`")),
            Type::Slice(_) | Type::Array(_) => Some((ty, "a `Vec<u8>` or `Bytes`")),
            _ => None,
        },
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            match last.ident.to_string().as_str() {
                "Option" => types(last).next().and_then(borrowed),
                "Result" => types(last).find_map(borrowed),
                "Cow" if !is_static(lifetime(last)) => Some((ty, "an owned value, such as a `String`")),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_static(lifetime: Option<&Lifetime>) -> bool {
    lifetime.is_some_and(|lifetime| lifetime.ident == "static")
}

fn types(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    arguments(segment).filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn lifetime(segment: &PathSegment) -> Option<&Lifetime> {
    arguments(segment).find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    })
}

fn arguments(segment: &PathSegment) -> impl Iterator<Item = &GenericArgument> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten()
}
