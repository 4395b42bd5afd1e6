//! The rules of a generic app are the same whatever its parameters are, so no variable and no mounted app can be one.

use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, GenericParam, Generics, Ident, Path, PathArguments, Type};

use crate::errors::Errors;
use crate::model::Argument;

/// Reports each variable with a parameter of the app in its type.
pub(crate) fn variables(arguments: &[Argument], app: &Generics, errors: &mut Errors) {
    for argument in arguments.iter().filter(|argument| argument.variable.is_some()) {
        let Some(parameter) = first_parameter(&argument.ty, app) else { continue };
        let name = argument.name.as_deref().unwrap_or_default();
        let message =
            format!("the type of the variable `<{name}>` depends on the parameter `{parameter}` of the app");
        errors.on("WE314", &argument.ty, message, help(&parameter));
    }
}

/// Whether a mounted app is a type of its own, which may have parameters; reports one that is a parameter.
pub(crate) fn mount(output: &Type, app: &Generics, errors: &mut Errors) -> bool {
    let mounted = mounted(output);
    let Type::Path(path) = mounted else { return true };
    let of_parameter = path.qself.as_ref().and_then(|qself| first_parameter(&qself.ty, app));
    let Some(parameter) = of_parameter.or_else(|| parameter(&path.path, app)) else { return true };
    let message = format!("the mounted app depends on the parameter `{parameter}` of the app that mounts it");
    errors.on("WE314", mounted, message, help(&parameter));
    false
}

fn help(parameter: &Ident) -> String {
    format!("name the type: the rules of an app are the same for every `{parameter}`")
}

/// The type behind the reference or the `Arc` that a mount gives.
fn mounted(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => mounted(&reference.elem),
        Type::Path(path) => match path.path.segments.last().map(|last| (&last.ident, &last.arguments)) {
            Some((ident, PathArguments::AngleBracketed(inner))) if ident == "Arc" => match inner.args.first()
            {
                Some(GenericArgument::Type(inner)) => inner,
                _ => ty,
            },
            _ => ty,
        },
        _ => ty,
    }
}

/// The parameter that a path begins with.
fn parameter(path: &Path, app: &Generics) -> Option<Ident> {
    let first = &path.segments.first().filter(|_| path.leading_colon.is_none())?.ident;
    let is_parameter = app.params.iter().any(|param| match param {
        GenericParam::Type(param) => param.ident == *first,
        GenericParam::Const(param) => param.ident == *first,
        GenericParam::Lifetime(_) => false,
    });
    is_parameter.then(|| first.clone())
}

/// The first parameter of the app in a type.
pub(crate) fn first_parameter(ty: &Type, app: &Generics) -> Option<Ident> {
    struct Find<'g>(&'g Generics, Option<Ident>);
    impl VisitMut for Find<'_> {
        fn visit_path_mut(&mut self, path: &mut Path) {
            self.1 = self.1.take().or_else(|| parameter(path, self.0));
            visit_mut::visit_path_mut(self, path);
        }
    }
    let mut find = Find(app, None);
    find.visit_type_mut(&mut ty.clone());
    find.1
}
