//! The types of arguments, with their lifetimes named.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{
    BoundLifetimes, ExprPath, GenericParam, Generics, Lifetime, ParenthesizedGenericArguments, TraitBound,
    Type, TypeFnPtr, TypeReference,
};

/// The lifetime of a request in what is generated.
pub(crate) const REQUEST: &str = "'the_request";

/// The type with the lifetime of the request for every one that the method declares. Those of the app, and those
/// that a `for<'a>` in the type brings along, stay.
pub(crate) fn of_method(ty: &Type, method: &Generics) -> Type {
    change(ty, |lifetime, span| {
        let own = method.lifetimes().any(|param| Some(&param.lifetime) == lifetime);
        own.then(|| Lifetime::new(REQUEST, span))
    })
}

/// The type, as [`of_method`] gives it, with `lifetime` for that of the request and every elided one.
pub(crate) fn with_lifetime(ty: &Type, lifetime: &str) -> Type {
    change(ty, |written, span| {
        let is_request = |written: &Lifetime| written.to_string() == REQUEST;
        written.is_none_or(is_request).then(|| Lifetime::new(lifetime, span))
    })
}

/// The type with a name of ours for every elided lifetime, and these names.
pub(crate) fn with_named_lifetimes(ty: &Type) -> (Type, Vec<Lifetime>) {
    let mut names = Vec::new();
    let ty = change(ty, |written, span| {
        written.is_none().then(|| {
            let name = Lifetime::new(&format!("'wegwerk_elided_{}", names.len()), span);
            names.push(name.clone());
            name
        })
    });
    (ty, names)
}

/// The lifetimes that the type names, each once.
pub(crate) fn lifetimes(ty: &Type) -> Vec<Lifetime> {
    let mut names: Vec<Lifetime> = Vec::new();
    change(ty, |written, _| {
        names.extend(written.filter(|written| !names.contains(written)).cloned());
        None
    });
    names
}

/// Whether a lifetime is a parameter of what is around it.
pub(crate) fn is_declared(lifetime: &Lifetime, around: &[&Generics]) -> bool {
    let mut params = around.iter().flat_map(|generics| generics.lifetimes());
    lifetime.ident == "static" || params.any(|param| param.lifetime == *lifetime)
}

/// Whether the type is written with `&` or a lifetime, so that it may borrow from the request.
pub(crate) fn borrows(ty: &Type) -> bool {
    let mut found = false;
    change(ty, |lifetime, _| {
        found |= lifetime.is_none_or(|lifetime| lifetime.ident != "static");
        None
    });
    found
}

/// The type with what `by` gives for its lifetimes; it is given `None` for an elided one.
fn change(ty: &Type, by: impl FnMut(Option<&Lifetime>, Span) -> Option<Lifetime>) -> Type {
    let mut ty = ty.clone();
    Lifetimes { by, bound: Vec::new(), in_function: 0 }.visit_type_mut(&mut ty);
    ty
}

struct Lifetimes<F> {
    by: F,
    /// What each `for<…>` around brings along.
    bound: Vec<Lifetime>,
    /// How many types of functions are around: what is elided there is theirs.
    in_function: usize,
}

impl<F: FnMut(Option<&Lifetime>, Span) -> Option<Lifetime>> Lifetimes<F> {
    fn within(&mut self, binder: Option<&BoundLifetimes>, inner: impl FnOnce(&mut Self)) {
        let before = self.bound.len();
        let params = binder.iter().flat_map(|binder| &binder.lifetimes);
        self.bound.extend(params.filter_map(|param| match param {
            GenericParam::Lifetime(param) => Some(param.lifetime.clone()),
            _ => None,
        }));
        inner(self);
        self.bound.truncate(before);
    }
}

impl<F: FnMut(Option<&Lifetime>, Span) -> Option<Lifetime>> VisitMut for Lifetimes<F> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() && self.in_function == 0 {
            reference.lifetime = (self.by)(None, reference.and_token.spans[0]);
            self.visit_type_mut(&mut reference.elem);
        } else {
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        let elided = lifetime.ident == "_";
        if elided && self.in_function > 0 || self.bound.contains(lifetime) {
            return;
        }
        let written = (!elided).then_some(&*lifetime);
        if let Some(new) = (self.by)(written, lifetime.span()) {
            *lifetime = new;
        }
    }

    fn visit_trait_bound_mut(&mut self, bound: &mut TraitBound) {
        let binder = bound.lifetimes.clone();
        self.within(binder.as_ref(), |this| this.visit_path_mut(&mut bound.path));
    }

    fn visit_type_fn_ptr_mut(&mut self, function: &mut TypeFnPtr) {
        let binder = function.lifetimes.take();
        self.in_function += 1;
        self.within(binder.as_ref(), |this| visit_mut::visit_type_fn_ptr_mut(this, function));
        self.in_function -= 1;
        function.lifetimes = binder;
    }

    fn visit_parenthesized_generic_arguments_mut(&mut self, arguments: &mut ParenthesizedGenericArguments) {
        self.in_function += 1;
        visit_mut::visit_parenthesized_generic_arguments_mut(self, arguments);
        self.in_function -= 1;
    }
}

/// The type with the app's for `Self`.
pub(crate) fn of_app(ty: &Type, app: &Type) -> Type {
    let mut ty = ty.clone();
    OfApp { app }.visit_type_mut(&mut ty);
    ty
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

    fn visit_expr_path_mut(&mut self, path: &mut ExprPath) {
        let first = path.path.segments.first();
        if path.qself.is_none() && path.path.segments.len() > 1 && first.is_some_and(|s| s.ident == "Self") {
            let rest = path.path.segments.iter().skip(1);
            let app = self.app;
            *path = syn::parse_quote!(<#app>::#(#rest)::*);
        }
        visit_mut::visit_expr_path_mut(self, path);
    }
}
