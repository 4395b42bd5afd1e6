//! At most one argument reads the body.

use syn::{GenericArgument, PathArguments, Type};

use crate::errors::Errors;
use crate::model::Argument;

const READERS: [&str; 6] = ["Json", "Form", "Bytes", "String", "Request", "Body"];

/// Reports a second argument that reads the body, as far as the names of the types tell; the compiler finds
/// the others.
pub(crate) fn check(arguments: &[Argument], errors: &mut Errors) {
    let mut readers = arguments.iter().filter(|a| a.variable.is_none() && reads(&a.ty));
    let Some(first) = readers.next() else { return };
    for second in readers {
        let (a, b) = (&first.ty, &second.ty);
        let message = format!(
            "two arguments read the body: `{}` and `{}`",
            quote::quote!(#a).to_string().replace(' ', ""),
            quote::quote!(#b).to_string().replace(' ', ""),
        );
        errors.on(
            "WE311",
            &second.ty,
            message,
            "a body can be read once: keep one of them, or take `Bytes` and parse twice",
        );
    }
}

fn reads(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    if READERS.into_iter().any(|name| last.ident == name) {
        return true;
    }
    let PathArguments::AngleBracketed(inner) = &last.arguments else { return false };
    (last.ident == "Option" || last.ident == "Result")
        && matches!(inner.args.first(), Some(GenericArgument::Type(inner)) if reads(inner))
}
