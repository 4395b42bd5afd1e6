//! What handlers take and answer, as their types say it: asked by whoever describes the app.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, Generics, PathArguments, ReturnType, Type};

use super::dispatch::{has_impl, last_span};
use super::docs::text;
use super::generics::filled;
use super::located;
use super::map::cfg_text;
use super::placed::placed;
use super::types::{borrows, of_app, with_lifetime};
use crate::check::parameters::first_parameter;
use crate::model::{Argument, Catch, Handler, Model};
use crate::parse::answers::Returns;

/// Whether apps are described at all: who does not ask for it pays nothing.
pub(super) fn are_described() -> bool {
    cfg!(feature = "openapi")
}

/// The function that says it all.
pub(super) fn function(model: &Model, generics: &Generics, app: &Type) -> TokenStream {
    if !are_described() {
        return TokenStream::new();
    }
    let types = Types { generics, app };
    let handlers = model.handlers.iter().map(|handler| endpoint(&types, handler));
    let catches = model.catches.iter().map(|catch| self::catch(&types, catch));
    quote! {
        #[allow(clippy::too_many_lines)]
        fn wegwerk_describe(wegwerk_asked: &mut dyn ::core::any::Any) {
            #[allow(unused_imports)]
            use wegwerk_private::Unknown as _;
            let ::core::option::Option::Some(wegwerk_it) = wegwerk_private::Operations::of(wegwerk_asked) else {
                return;
            };
            wegwerk_it.package(::core::option_env!("CARGO_PKG_VERSION"));
            #(#handlers)*
            #(#catches)*
        }
    }
}

/// The check of each `returns = …`.
pub(super) fn returned(model: &Model) -> TokenStream {
    let checks = model.handlers.iter().filter_map(|handler| {
        let Some(Returns::Type(ty)) = &handler.returns else { return None };
        let (krate, span) = located(&model.options.krate, last_span(ty));
        let cfgs = &handler.cfgs;
        let ty = with_lifetime(ty, "'static");
        Some(quote_spanned!(span=> #(#cfgs)* const _: () = #krate::handler::described_response::<#ty>();))
    });
    checks.collect()
}

/// Types as they can be named outside of methods.
struct Types<'a> {
    generics: &'a Generics,
    app: &'a Type,
}

impl Types<'_> {
    /// The type with nothing of its method; `None` where it depends on a parameter of the app.
    fn named(&self, ty: &Type) -> Option<TokenStream> {
        let ty = of_app(ty, self.app);
        let has_parameter = |ty: &Type| first_parameter(ty, self.generics).is_some();
        // The app itself may have parameters: what is general takes it with any.
        (!has_parameter(&ty)).then(|| with_lifetime(&filled(&ty, self.generics), "'static").to_token_stream())
    }
}

fn endpoint(types: &Types<'_>, handler: &Handler) -> TokenStream {
    let (mut text, mut words) = (cfg_text(&handler.cfgs), Vec::new());
    let (docs, deprecated) = (text::of(&handler.docs), handler.is_deprecated);
    text.push_str(&format!(
        "{{ wegwerk_it.endpoint({:?}, {docs:?}, {deprecated}, &{:?});",
        handler.endpoint, handler.answers
    ));
    let mut schemas = Vec::new();
    for argument in &handler.arguments {
        let Some(ty) = types.named(taken(argument)) else { continue };
        match (&argument.variable, argument.name.as_deref()) {
            (Some(_), Some(name)) => {
                text.push_str(&format!(
                    "wegwerk_private::Described::<@>::describe_as(wegwerk_it, {name:?});"
                ));
            }
            _ => {
                let kind = if borrows(&argument.ty) { "Borrowed" } else { "Owned" };
                text.push_str(&format!("wegwerk_private::{kind}::<@, WegwerkAny>::describe(wegwerk_it);"));
                collect(&argument.ty, &mut schemas);
            }
        }
        words.push(ty);
    }
    let output = match &handler.returns {
        Some(Returns::MediaType(media_type)) => {
            text.push_str(&format!("wegwerk_it.media_type({:?});", media_type.value()));
            None
        }
        Some(Returns::Type(ty)) => Some(ReturnType::Type(<syn::Token![->]>::default(), ty.clone())),
        None => Some(handler.output.clone()),
    };
    if let Some(output) = &output {
        answers(types, output, &mut text, &mut words);
    }
    if let Some(ReturnType::Type(_, ty)) = &output {
        collect(ty, &mut schemas);
    }
    let mut known: Vec<String> = Vec::new();
    for ty in schemas {
        let written = ty.to_token_stream().to_string();
        if known.contains(&written) {
            continue;
        }
        known.push(written);
        if let Some(ty) = types.named(&ty) {
            text.push_str("wegwerk_private::Schema::<@>::describe(wegwerk_it);");
            words.push(ty);
        }
    }
    text.push('}');
    let span = proc_macro2::Span::call_site().located_at(handler.method.span());
    placed(&text, span, words)
}

fn catch(types: &Types<'_>, catch: &Catch) -> TokenStream {
    let (mut text, mut words) = (cfg_text(&catch.cfgs), Vec::new());
    let status = match catch.status {
        Some(status) => format!("::core::option::Option::Some({status})"),
        None => "::core::option::Option::None".to_owned(),
    };
    text.push_str(&format!("{{ wegwerk_it.catch({status});"));
    answers(types, &catch.output, &mut text, &mut words);
    text.push('}');
    let span = proc_macro2::Span::call_site().located_at(catch.method.span());
    placed(&text, span, words)
}

fn answers(types: &Types<'_>, output: &ReturnType, text: &mut String, words: &mut Vec<TokenStream>) {
    match output {
        ReturnType::Default => text.push_str("wegwerk_private::Returned::<()>::describe(wegwerk_it);"),
        ReturnType::Type(_, ty) => match types.named(ty) {
            Some(named) if !has_impl(ty) => {
                text.push_str("wegwerk_private::Returned::<@>::describe(wegwerk_it);");
                words.push(named);
            }
            _ => {
                let written = crate::written::written(ty);
                text.push_str(&format!("wegwerk_it.untold({written:?});"));
            }
        },
    }
}

/// The type that a variable becomes, or that of an extractor.
fn taken(argument: &Argument) -> &Type {
    let optional = argument.variable.as_ref().and_then(|variable| variable.optional.as_ref());
    optional.unwrap_or(&argument.ty)
}

/// All types within a type that may be of values with a schema.
fn collect(ty: &Type, found: &mut Vec<Type>) {
    /// What has none itself, and what is looked into.
    const PLAIN: [&str; 16] = [
        "Result",
        "Option",
        "Json",
        "Query",
        "Form",
        "Html",
        "Markup",
        "Redirect",
        "Response",
        "Error",
        "Request",
        "StatusCode",
        "HeaderMap",
        "Bytes",
        "Body",
        "Parts",
    ];
    match ty {
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return };
            let is_plain = PLAIN.iter().any(|plain| last.ident == plain);
            if !is_plain {
                found.push(ty.clone());
            }
            // A result is what it holds; of others an argument is a value, whatever it is called and made of.
            let is_value = !(last.ident == "Result" || last.ident == "Option");
            for ty in arguments(&last.arguments) {
                if is_value {
                    found.push(ty.clone());
                }
                collect(ty, found);
            }
        }
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| collect(ty, found)),
        Type::Reference(reference) => collect(&reference.elem, found),
        Type::Array(array) => collect(&array.elem, found),
        Type::Paren(inner) => collect(&inner.elem, found),
        Type::Group(inner) => collect(&inner.elem, found),
        _ => {}
    }
}

/// The types that a type has as arguments.
fn arguments(arguments: &PathArguments) -> impl Iterator<Item = &Type> {
    let arguments = match arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
