//! Types as people write them.

use syn::{GenericArgument, PathArguments, ReturnType, Type};

use crate::expand::types::REQUEST;

/// A type as it was written, without the lifetimes of its method.
pub(super) fn ty(ty: &Type) -> String {
    let written = crate::written::written(ty);
    written.replace(&format!("&{REQUEST} "), "&").replace(REQUEST, "'_")
}

/// What a function gives; `()` where it says nothing.
pub(super) fn output(output: &ReturnType) -> String {
    match output {
        ReturnType::Type(_, written) => ty(written),
        ReturnType::Default => "()".to_owned(),
    }
}

/// The last word of a type's path, and the types between its angle brackets.
pub(super) fn path(ty: &Type) -> Option<(String, Vec<&Type>)> {
    match ty {
        Type::Group(group) => path(&group.elem),
        Type::Paren(paren) => path(&paren.elem),
        Type::Path(of) if of.qself.is_none() => {
            let last = of.path.segments.last()?;
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(list) => list
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            Some((crate::model::bare(&last.ident), inner))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_no_lifetime_of_its_method() {
        for (written, expected) in [
            ("& 'the_request str", "&str"),
            ("& 'the_request mut T", "&mut T"),
            ("Cow < 'the_request , str >", "Cow<'_, str>"),
            ("& 'static [ u8 ; 4 ]", "&'static [u8; 4]"),
        ] {
            assert_eq!(ty(&syn::parse_str(written).unwrap()), expected);
        }
    }
}
