//! The generics of an app: as written, without bounds, and filled in with what every bound-free parameter can
//! be, because rules do not depend on them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, GenericArgument, GenericParam, Generics, Ident, Lifetime, Type, TypeParam, TypeParamBound,
    TypePath, WherePredicate,
};

use super::types::{is_declared, lifetimes, with_named_lifetimes};

/// The generics of an app, in the forms that its items need.
pub(crate) struct AppGenerics {
    /// `<S: Store>`, as written.
    pub(crate) full: TokenStream,
    /// The `where` clause, with what an app has to be where it is generic.
    pub(crate) where_clause: TokenStream,
    /// The same for an app that is served by itself.
    pub(crate) of_root: TokenStream,
    /// What its answering takes for granted where `of_root` does not say it.
    pub(crate) of_answer: TokenStream,
    /// `<S>`, without bounds, and without what only bounds tie to the app: `T` of `I: Iterator<Item = T>`.
    pub(crate) bare: TokenStream,
    /// The app with `()` for each parameter.
    pub(crate) any: Type,
}

impl AppGenerics {
    pub(crate) fn of(generics: &Generics, app: &Type) -> Self {
        let params = &generics.params;
        let bare = params.iter().filter(|param| is_named(param, app)).map(|param| match param {
            GenericParam::Type(param) => {
                let (ident, unsized_too) = (&param.ident, may_be_unsized(param, generics));
                if unsized_too { quote!(#ident: ?::core::marker::Sized) } else { quote!(#ident) }
            }
            GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
            GenericParam::Const(param) => {
                let (ident, ty) = (&param.ident, &param.ty);
                quote!(const #ident: #ty)
            }
        });
        let bare = quote!(<#(#bare),*>);
        let any = filled(app, generics);
        let mut where_clause = generics.where_clause.clone();
        if !params.is_empty() {
            let clause = where_clause.get_or_insert_with(|| syn::parse_quote!(where));
            clause.predicates.extend(shared(generics, app));
        }
        let mut of_root = where_clause.clone();
        if let Some(clause) = &mut of_root {
            clause.predicates.push(syn::parse_quote!(#app: 'static));
        }
        let mut of_answer = None;
        if params.is_empty() {
            let assumed = assumed(app);
            let clause = where_clause.get_or_insert_with(|| syn::parse_quote!(where));
            clause.predicates.push(assumed.clone());
            of_answer = Some(quote!(where #assumed));
        }
        let full: Vec<_> = params.iter().map(without_default).collect();
        let (where_clause, of_root) = (where_clause.to_token_stream(), of_root.to_token_stream());
        AppGenerics {
            full: quote!(<#(#full),*>),
            where_clause,
            of_root,
            of_answer: of_answer.to_token_stream(),
            bare,
            any,
        }
    }
}

/// What `impl Site<'_>` leaves unnamed as a parameter like any other, and the app with its name.
pub(crate) fn named(generics: &Generics, app: &Type) -> (Generics, Type) {
    let (named, names) = with_named_lifetimes(app);
    let mut all = generics.clone();
    // Of one that is not declared the compiler tells in the block itself, and need not tell again.
    let undeclared = lifetimes(app).into_iter().filter(|name| !is_declared(name, &[generics]));
    for (n, name) in undeclared.chain(names).enumerate() {
        all.params.insert(n, GenericParam::Lifetime(syn::LifetimeParam::new(name)));
    }
    (all, named)
}

/// Whether the app's type has the parameter in it.
fn is_named(param: &GenericParam, app: &Type) -> bool {
    struct Find<'p>(&'p GenericParam, bool);
    impl VisitMut for Find<'_> {
        fn visit_ident_mut(&mut self, ident: &mut Ident) {
            self.1 |= match self.0 {
                GenericParam::Type(param) => param.ident == *ident,
                GenericParam::Const(param) => param.ident == *ident,
                GenericParam::Lifetime(_) => false,
            };
        }

        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            self.1 |= matches!(self.0, GenericParam::Lifetime(param) if param.lifetime == *lifetime);
        }
    }
    let mut find = Find(param, false);
    find.visit_type_mut(&mut app.clone());
    find.1
}

/// Whether a parameter is written with `?Sized`, beside its name or in the `where` clause.
fn may_be_unsized(param: &TypeParam, generics: &Generics) -> bool {
    let relaxes =
        |bound: &TypeParamBound| matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_some());
    let of_clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates).any(|predicate| {
        matches!(predicate, WherePredicate::Type(predicate)
            if matches!(&predicate.bounded_ty, Type::Path(path) if path.path.is_ident(&param.ident))
                && predicate.bounds.iter().any(relaxes))
    });
    of_clause || param.bounds.iter().any(relaxes)
}

/// That the app can be shared between threads. What its lifetimes are has no part in that, and has to be left open:
/// a bound for these very ones would be all that is known of the app within a future, where they are forgotten.
fn shared(generics: &Generics, app: &Type) -> Option<WherePredicate> {
    let any: Vec<Lifetime> = generics
        .lifetimes()
        .enumerate()
        .map(|(n, param)| Lifetime::new(&format!("'wegwerk_any_{n}"), param.lifetime.span()))
        .collect();
    if any.len() == generics.params.len() {
        return None;
    }
    let binder = (!any.is_empty()).then(|| quote!(for<#(#any),*>));
    let mut app = app.clone();
    Lifetimes { generics, by: &any }.visit_type_mut(&mut app);
    Some(syn::parse_quote!(#binder #app: ::core::marker::Send + ::core::marker::Sync))
}

/// That an app without parameters can be shared, where that is taken for granted: it is asked once, of the whole app.
/// The lifetime lets the compiler believe it, so that all the futures that hold the app do not ask again.
fn assumed(app: &Type) -> WherePredicate {
    syn::parse_quote!(for<'wegwerk_any> &'wegwerk_any #app: ::core::marker::Send)
}

/// Puts another lifetime in place of each parameter.
struct Lifetimes<'g> {
    generics: &'g Generics,
    by: &'g [Lifetime],
}

impl VisitMut for Lifetimes<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        let position = self.generics.lifetimes().position(|param| param.lifetime == *lifetime);
        if let Some(by) = position.and_then(|n| self.by.get(n)) {
            *lifetime = by.clone();
        }
    }
}

/// The type with `()` for each parameter of the app.
pub(crate) fn filled(ty: &Type, generics: &Generics) -> Type {
    let mut ty = ty.clone();
    Fill { generics }.visit_type_mut(&mut ty);
    ty
}

fn without_default(param: &GenericParam) -> TokenStream {
    match param {
        GenericParam::Type(param) => {
            let mut param = param.clone();
            param.default = None;
            param.to_token_stream()
        }
        GenericParam::Const(param) => {
            let (ident, ty) = (&param.ident, &param.ty);
            quote!(const #ident: #ty)
        }
        other => other.to_token_stream(),
    }
}

/// Puts `()`, `'static` or a constant in place of each parameter.
struct Fill<'g> {
    generics: &'g Generics,
}

impl Fill<'_> {
    /// Whether a type is a parameter, or is of one: `S`, `S::Key`, `<S as Store>::Key`.
    fn is_of_parameter(&self, path: &TypePath) -> bool {
        let is_parameter = |ident: &Ident| self.generics.type_params().any(|param| param.ident == *ident);
        match &path.qself {
            Some(qself) => matches!(&*qself.ty, Type::Path(inner) if self.is_of_parameter(inner)),
            None => path.path.segments.first().is_some_and(|first| is_parameter(&first.ident)),
        }
    }

    /// What stands for a constant of this name.
    fn constant(&self, ident: &Ident) -> Option<TokenStream> {
        let param = self.generics.const_params().find(|param| param.ident == *ident)?;
        Some(match param.ty.to_token_stream().to_string().as_str() {
            "bool" => quote!(false),
            "char" => quote!('a'),
            _ => quote!(0),
        })
    }
}

impl VisitMut for Fill<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && self.is_of_parameter(path)
        {
            *ty = syn::parse_quote!(());
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Path(path) = expr
            && let Some(value) = path.path.get_ident().and_then(|ident| self.constant(ident))
        {
            *expr = syn::parse_quote!({ #value });
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        if let GenericArgument::Type(Type::Path(path)) = argument
            && let Some(value) = path.path.get_ident().and_then(|ident| self.constant(ident))
        {
            *argument = syn::parse_quote!({ #value });
            return;
        }
        visit_mut::visit_generic_argument_mut(self, argument);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if self.generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            *lifetime = Lifetime::new("'static", lifetime.span());
        }
    }
}
