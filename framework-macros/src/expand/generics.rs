//! The generics of an app: as written, without bounds, and filled in with what every bound-free parameter can
//! be, because rules do not depend on them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, GenericParam, Generics, Lifetime, Type};

/// The generics of an app, in the forms that its items need.
pub(crate) struct AppGenerics {
    /// `<S: Store>`, as written.
    pub(crate) full: TokenStream,
    /// The `where` clause, with what an app has to be where it is generic.
    pub(crate) where_clause: TokenStream,
    /// `<S>`, without bounds.
    pub(crate) bare: TokenStream,
    /// The app with `()` for each parameter.
    pub(crate) any: Type,
}

impl AppGenerics {
    pub(crate) fn of(generics: &Generics, app: &Type) -> Self {
        let params = &generics.params;
        let bare = params.iter().map(|param| match param {
            GenericParam::Type(param) => param.ident.to_token_stream(),
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
            clause
                .predicates
                .push(syn::parse_quote!(#app: ::core::marker::Send + ::core::marker::Sync + 'static));
        }
        let full: Vec<_> = params.iter().map(without_default).collect();
        AppGenerics { full: quote!(<#(#full),*>), where_clause: where_clause.to_token_stream(), bare, any }
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

impl VisitMut for Fill<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && let Some(ident) = path.path.get_ident()
            && self.generics.type_params().any(|param| param.ident == *ident)
        {
            *ty = syn::parse_quote!(());
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        if let GenericArgument::Type(Type::Path(path)) = argument
            && let Some(ident) = path.path.get_ident()
            && let Some(param) = self.generics.const_params().find(|param| param.ident == *ident)
        {
            let ty = param.ty.to_token_stream().to_string();
            let value = match ty.as_str() {
                "bool" => quote!(false),
                "char" => quote!('a'),
                _ => quote!(0),
            };
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
