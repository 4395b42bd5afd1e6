//! Signatures that the compiler itself refuses: what would be generated for them could only repeat that.

use syn::{FnArg, Generics, ReturnType, Signature, Type};

use crate::expand::types::{is_declared, lifetimes};

/// Whether the compiler says all that there is to say: `&self` outside of an `impl` block, or an argument or a result whose
/// size is not known.
pub(crate) fn is_refused(signature: &Signature, free: bool) -> bool {
    let unsized_argument = |input: &FnArg| matches!(input, FnArg::Typed(typed) if is_unsized(&typed.ty));
    let unsized_output = matches!(&signature.output, ReturnType::Type(_, ty) if is_unsized(ty));
    free && signature.receiver().is_some() || unsized_output || signature.inputs.iter().any(unsized_argument)
}

/// Whether the method names a lifetime that nothing declares: what else is wrong with it would only be guessed.
pub(crate) fn has_undeclared(signature: &Signature, app: &Generics) -> bool {
    let inputs = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    let output = match &signature.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    let mut named = inputs.chain(output).flat_map(lifetimes);
    named.any(|lifetime| !is_declared(&lifetime, &[app, &signature.generics]))
}

fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Paren(inner) => is_unsized(&inner.elem),
        Type::Group(inner) => is_unsized(&inner.elem),
        Type::Path(path) => path.path.is_ident("str"),
        Type::Slice(_) | Type::TraitObject(_) => true,
        _ => false,
    }
}
