//! The types of arguments, with their lifetimes named.

use syn::visit_mut::{self, VisitMut};
use syn::{Lifetime, Type, TypeReference};

/// The type with `lifetime` for every elided lifetime and every one of the method's own.
pub(crate) fn with_lifetime(ty: &Type, lifetime: &str) -> Type {
    let mut ty = ty.clone();
    Name { lifetime }.visit_type_mut(&mut ty);
    ty
}

/// The type with the app's for `Self`.
pub(crate) fn of_app(ty: &Type, app: &Type) -> Type {
    let mut ty = ty.clone();
    OfApp { app }.visit_type_mut(&mut ty);
    ty
}

/// Whether the type is written with `&` or a lifetime, so that it may borrow from the request.
pub(crate) fn borrows(ty: &Type) -> bool {
    let mut found = Borrows(false);
    found.visit_type_mut(&mut ty.clone());
    found.0
}

struct Name<'l> {
    lifetime: &'l str,
}

impl VisitMut for Name<'_> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(Lifetime::new(self.lifetime, reference.and_token.spans[0]));
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            *lifetime = Lifetime::new(self.lifetime, lifetime.span());
        }
    }
}

struct OfApp<'a> {
    app: &'a Type,
}

impl VisitMut for OfApp<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        match ty {
            Type::Path(path) if path.path.is_ident("Self") => *ty = self.app.clone(),
            _ => visit_mut::visit_type_mut(self, ty),
        }
    }
}

struct Borrows(bool);

impl VisitMut for Borrows {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        self.0 |= reference.lifetime.as_ref().is_none_or(|lifetime| lifetime.ident != "static");
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.0 |= lifetime.ident != "static";
    }
}
