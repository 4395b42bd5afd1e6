//! What a `macro_rules!` hands on as `$ty:ty` is wrapped in a group that cannot be seen: the types within are read as if
//! they were written.

use syn::visit_mut::{self, VisitMut};
use syn::{Generics, Signature, Type, TypeParen};

/// Takes the groups off a type.
pub(super) fn of_type(ty: &mut Type) {
    Ungroup.visit_type_mut(ty);
}

/// Takes the groups off all types of a signature.
pub(super) fn of_signature(signature: &mut Signature) {
    Ungroup.visit_signature_mut(signature);
}

/// Takes the groups off all types of the generics of a block.
pub(super) fn of_generics(generics: &mut Generics) {
    Ungroup.visit_generics_mut(generics);
    if let Some(clause) = &mut generics.where_clause {
        Ungroup.visit_where_clause_mut(clause);
    }
}

struct Ungroup;

impl VisitMut for Ungroup {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        while let Type::Group(group) = ty {
            let elem = (*group.elem).clone();
            *ty = match elem {
                // Bounds need the parentheses that the group stood for, as in `&(dyn A + B)`.
                Type::TraitObject(_) | Type::ImplTrait(_) => Type::Paren(TypeParen {
                    attrs: Vec::new(),
                    paren_token: syn::token::Paren::default(),
                    elem: Box::new(elem),
                }),
                elem => elem,
            };
        }
        visit_mut::visit_type_mut(self, ty);
    }
}
