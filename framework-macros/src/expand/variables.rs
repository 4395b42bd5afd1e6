//! For each variable argument, the one place where its type is asked for what a path variable needs.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Generics, Ident, Lifetime, PathArguments, Type};

use super::dispatch::{at, last_span};
use super::generics::filled;
use super::types::{of_app, with_lifetime};
use super::{located, name};
use crate::model::{Argument, Converter, Handler, Model, VariableArgument};

/// The lifetime of a request where the compiler may show it, in the types of variables.
pub(super) const NAMED: &str = "'request";

/// The function that takes the variable of an argument.
pub(crate) fn function_name(handler: &Handler, argument: &Argument) -> Ident {
    let Some(variable) = &argument.variable else { return name("wegwerk_variable".to_owned()) };
    match shared(variable, &argument.ty) {
        Some(shared) => name(shared),
        None => name(format!("wegwerk_variable_{}_{}", handler.number, variable.slot)),
    }
}

/// Whether the function is that of every argument of such a type and converter.
pub(crate) fn is_shared(argument: &Argument) -> bool {
    argument.variable.as_ref().is_some_and(|variable| shared(variable, &argument.ty).is_some())
}

/// The name of the function, where any argument of such a type and converter may have the same: what is known to fit is
/// no mistake that each of them would have to be told of.
fn shared(variable: &VariableArgument, written: &Type) -> Option<String> {
    let [converter] = &variable.converters[..] else { return None };
    let marker = match converter {
        Converter::Text => "string",
        Converter::Marker(marker) => marker,
        _ => return None,
    };
    let (reference, ty) = match variable.optional.as_ref().unwrap_or(written) {
        Type::Reference(reference) if reference.lifetime.is_none() && reference.mutability.is_none() => {
            ("&", &*reference.elem)
        }
        ty => ("", ty),
    };
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|last| matches!(last.arguments, PathArguments::None))?;
    if path.qself.is_some() || path.path.segments.len() > 1 {
        return None;
    }
    let ty = format!("{reference}{}", segment.ident);
    let fits: &[&str] = match marker {
        "int" => &["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"],
        "float" => &["f32", "f64"],
        "uuid" => &["Uuid"],
        "string" | "path" | "any" => &["&str", "String"],
        _ => return None,
    };
    fits.contains(&&*ty).then(|| format!("wegwerk_variable_{marker}_{}", segment.ident))
}

/// The functions, each once.
pub(crate) fn functions(model: &Model, generics: &Generics, app: &Type) -> TokenStream {
    let mut known = HashSet::new();
    let mut functions = TokenStream::new();
    for handler in &model.handlers {
        for argument in &handler.arguments {
            let Some(variable) = &argument.variable else { continue };
            let shared = shared(variable, &argument.ty);
            if shared.as_ref().is_some_and(|shared| !known.insert(shared.clone())) {
                continue;
            }
            let (function, check) = function(model, handler, argument, variable, generics, app);
            let cfgs = &handler.cfgs;
            let check = check.map(|check| quote!(#(#cfgs)* #check));
            functions.extend(match shared {
                // One is unused where no handler that has it is there.
                Some(_) => quote!(#check #[allow(dead_code)] #function),
                None => quote!(#check #(#cfgs)* #function),
            });
        }
    }
    functions
}

fn function(
    model: &Model,
    handler: &Handler,
    argument: &Argument,
    variable: &VariableArgument,
    generics: &Generics,
    app: &Type,
) -> (TokenStream, Option<TokenStream>) {
    let written = variable.optional.as_ref().unwrap_or(&argument.ty);
    let (krate, span) = located(&model.options.krate, last_span(written));
    let plain = filled(&of_app(written, app), generics);
    let ty = with_lifetime(&plain, NAMED);
    let function = at(function_name(handler, argument), span);
    let lifetime = Lifetime::new(NAMED, span);
    let (taken, check) = super::taken::taken(&model.options.krate, &plain, &variable.converters);
    let mut makers = variable.converters.iter().map(|converter| match converter {
        Converter::Text => quote_spanned!(span=> #krate::private::variable::<#ty>()),
        Converter::Marker(marker) => {
            let marker = Ident::new(marker, span);
            quote_spanned!(span=> #krate::private::converted::<#krate::converter::#marker, #ty>(#taken))
        }
        Converter::Default(marker, span) => {
            let marker = name((*marker).to_owned());
            let (krate, span) = located(&model.options.krate, *span);
            quote_spanned!(span=> #krate::private::converted::<#krate::converter::#marker, #ty>(#taken))
        }
        Converter::Outer(outer) => {
            let outer = with_lifetime(outer, NAMED);
            quote_spanned!(span=> #krate::private::named::<#outer, #ty>())
        }
        Converter::Type(path, span) => {
            let path: TokenStream = path.parse().unwrap_or_default();
            let path = path.into_iter().map(|mut token| {
                token.set_span(*span);
                token
            });
            quote!(#krate::private::named::<#(#path)*, #ty>())
        }
    });
    let maker = makers.next();
    let others =
        makers.map(|maker| quote_spanned!(span=> let _: #krate::private::Taken<#lifetime, #ty> = #maker;));
    let function = quote_spanned! {span=>
        const fn #function<#lifetime>() -> #krate::private::Taken<#lifetime, #ty> {
            #(#others)*
            #maker
        }
    };
    (function, check)
}
