//! Signatures that the compiler itself refuses: what would be generated for them could only repeat that.

use syn::{FnArg, ReturnType, Signature, Type};

/// Whether the compiler says all that there is to say: `&self` outside of an `impl` block, or an argument or a result whose
/// size is not known.
pub(crate) fn is_refused(signature: &Signature, free: bool) -> bool {
    let unsized_argument = |input: &FnArg| matches!(input, FnArg::Typed(typed) if is_unsized(&typed.ty));
    let unsized_output = matches!(&signature.output, ReturnType::Type(_, ty) if is_unsized(ty));
    free && signature.receiver().is_some() || unsized_output || signature.inputs.iter().any(unsized_argument)
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
