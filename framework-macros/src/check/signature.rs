//! The signatures of handlers, mounts and catches.

use syn::spanned::Spanned;
use syn::{FnArg, GenericParam, ReceiverKind, ReturnType, Signature, Type, TypeParamBound};

use crate::errors::Errors;
use crate::model::served::Served;

/// Whether a handler can be called: `&self` unless it is a free function, nothing generic.
pub(crate) fn handler(signature: &Signature, free: bool, errors: &mut Errors) -> bool {
    let by_reference = free || takes_self(signature, "a handler", errors);
    by_reference
        && !is_generic(signature, "a handler", errors)
        && !is_conditional(signature, errors)
        && !is_unsafe(signature, errors)
}

fn takes_self(signature: &Signature, what: &str, errors: &mut Errors) -> bool {
    let name = &signature.ident;
    match signature.receiver() {
        Some(receiver) if is_shared(&receiver.kind) => true,
        Some(receiver) => {
            let help = format!("write `fn {name}(&self, …)`; to change state, put a lock into the app");
            errors.on("WE312", receiver, format!("{what} takes `&self`"), help);
            false
        }
        None => {
            errors.on("WE312", name, format!("{what} takes `&self`"), format!("write `fn {name}(&self, …)`"));
            false
        }
    }
}

/// `&self` or `self: &Self`.
fn is_shared(receiver: &ReceiverKind) -> bool {
    match receiver {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
        ReceiverKind::Typed(_, ty) => matches!(
            &**ty,
            Type::Reference(reference) if reference.mutability.is_none()
                && matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("Self"))
        ),
        _ => false,
    }
}

fn is_generic(signature: &Signature, what: &str, errors: &mut Errors) -> bool {
    let types = signature.generics.params.iter().find(|p| !matches!(p, GenericParam::Lifetime(_)));
    if let Some(parameter) = types {
        let help = "name the type: rules are checked at compile time, where every type must be known";
        errors.on("WE313", parameter, format!("{what} cannot be generic"), help);
        return true;
    }
    for input in &signature.inputs {
        if let FnArg::Typed(typed) = input
            && matches!(*typed.ty, Type::ImplTrait(_))
        {
            let help = "name the type: an `impl Trait` argument makes the method generic";
            errors.on("WE313", &typed.ty, format!("{what} cannot take an `impl Trait`"), help);
            return true;
        }
    }
    false
}

/// Whether a handler is `unsafe` to call: whoever sends a request cannot promise anything.
fn is_unsafe(signature: &Signature, errors: &mut Errors) -> bool {
    let syn::Safety::Unsafe(word) = &signature.safety else { return false };
    let help =
        "take the word away, and put what is unsafe into a block of the body, with what makes it sound";
    errors.on("WE318", word, "a handler cannot be `unsafe`: every request calls it", help);
    true
}

/// Reports `blocking` on what gives way by itself.
pub(crate) fn blocking(signature: &Signature, served: &[Served], errors: &mut Errors) {
    let options = served.iter().filter_map(|rule| rule.route.blocking.as_ref());
    for option in options.filter(|_| signature.asyncness.is_some()) {
        let help = "take `async` away, or put what blocks into `tokio::task::spawn_blocking` and leave `blocking` out";
        errors.on(
            "WE316",
            option,
            "`blocking` is for a `fn`: an `async fn` cannot be taken off its thread",
            help,
        );
    }
}

/// Whether an argument is there only on some condition: a call cannot leave it out.
fn is_conditional(signature: &Signature, errors: &mut Errors) -> bool {
    let mut attributes = signature.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(typed) => &typed.attrs[..],
        FnArg::Receiver(receiver) => &receiver.attrs,
    });
    let Some(condition) = attributes.find(|attribute| attribute.path().is_ident("cfg")) else {
        return false;
    };
    let help = "write the whole method twice, each under its `#[cfg]`";
    errors.on("WE315", condition, "an argument cannot stand under a `#[cfg]`", help);
    true
}

/// The type that a mount's method gives.
pub(crate) fn mount(signature: &Signature, free: bool, errors: &mut Errors) -> Option<Type> {
    if !free && !takes_self(signature, "a mount", errors) || is_generic(signature, "a mount", errors) {
        return None;
    }
    let name = &signature.ident;
    let example = if free {
        format!("write `fn {name}() -> &'static Admin {{ &ADMIN }}`")
    } else {
        format!("write `fn {name}(&self) -> &Admin {{ &self.admin }}`")
    };
    if let Some(extra) = signature.inputs.iter().nth(usize::from(!free)) {
        errors.on("WE407", extra, "a mount takes no arguments", example);
        return None;
    }
    if let Some(word) = &signature.asyncness {
        errors.on("WE407", word, "a mount cannot be `async`", example);
        return None;
    }
    match &signature.output {
        ReturnType::Type(_, ty) if let Some(unnamed) = unnamed(ty) => {
            let message = "a mount names the type of the app that it mounts";
            if is_dyn_app(unnamed) {
                errors.unless_refused("WE407", unnamed.span(), message, example);
            } else {
                errors.on("WE407", unnamed, message, example);
            }
            None
        }
        ReturnType::Type(_, ty) => Some((**ty).clone()),
        ReturnType::Default => {
            errors.on("WE407", &signature.ident, "a mount returns the app that it mounts", example);
            None
        }
    }
}

/// The `impl Trait` or `dyn Trait` that a mount gives in place of an app's type.
pub(crate) fn unnamed(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Reference(reference) => unnamed(&reference.elem),
        Type::Paren(inner) => unnamed(&inner.elem),
        Type::ImplTrait(_) | Type::TraitObject(_) => Some(ty),
        _ => None,
    }
}

/// Whether the type is `dyn App`, which the compiler refuses wherever it stands.
fn is_dyn_app(ty: &Type) -> bool {
    let Type::TraitObject(object) = ty else { return false };
    object.bounds.iter().any(|bound| {
        matches!(bound, TypeParamBound::Trait(bound)
            if bound.path.segments.last().is_some_and(|last| last.ident == "App"))
    })
}

/// Whether a catch can be called: `&self`, then the error.
pub(crate) fn catch(signature: &Signature, free: bool, errors: &mut Errors) -> bool {
    if !free && !takes_self(signature, "a catch", errors)
        || is_generic(signature, "a catch", errors)
        || is_conditional(signature, errors)
    {
        return false;
    }
    if let Some(error) = error_behind(signature, usize::from(!free)) {
        let help = "the error comes first: the order of the other arguments is free";
        errors.on("WE406", error, "a catch takes the error before everything else", help);
        return false;
    }
    let takes_error =
        signature.inputs.iter().nth(usize::from(!free)).is_some_and(
            |input| matches!(input, FnArg::Typed(typed) if matches!(*typed.ty, Type::Reference(_))),
        );
    if !takes_error {
        let name = &signature.ident;
        if free {
            let help = format!("write `fn {name}(error: &Error, …) -> …`");
            errors.on("WE406", name, "a catch takes the error", help);
        } else {
            let help = format!("write `fn {name}(&self, error: &Error, …) -> …`");
            errors.on("WE406", name, "a catch takes the error after `&self`", help);
        }
    }
    takes_error
}

/// The argument that is written as an error but does not stand where a catch takes it.
fn error_behind(signature: &Signature, place: usize) -> Option<&FnArg> {
    let is_error = |input: &&FnArg| {
        let FnArg::Typed(typed) = input else { return false };
        let Type::Reference(reference) = &*typed.ty else { return false };
        matches!(&*reference.elem, Type::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "Error"))
    };
    let mut arguments = signature.inputs.iter().skip(place);
    let first = arguments.next();
    arguments.find(is_error).filter(|_| !first.is_some_and(|first| is_error(&first)))
}
