//! What a handler reads of a request beside the variables, and the statuses that are sent where it cannot be had: as
//! `request` in the framework lists them.

use syn::{GenericArgument, PathArguments, Type};

use super::statuses::Statuses;
use super::text::code;
use super::written;
use crate::model::Handler;

/// What an argument that takes no variable reads.
enum Reads {
    Query,
    Form,
    Json,
    Text,
    Bytes,
    Whole,
    /// The head of the request: it is always there.
    Head,
    /// An extractor of the app's own, or of another crate.
    Other,
}

struct Extractor<'a> {
    reads: Reads,
    /// Its type, without the `Option` and `Result` around it.
    ty: &'a Type,
    /// What is read: the `T` of `Form<T>`.
    inner: Option<&'a Type>,
    /// `Option<T>`.
    optional: bool,
    /// `Result<T, E>`: the handler is given what is wrong.
    handed_on: bool,
}

fn of(ty: &Type) -> Extractor<'_> {
    if let Type::Reference(_) = ty {
        return match written::ty(ty).trim_start_matches('&') {
            "HeaderMap" | "Method" | "Uri" | "Parts" => extractor(Reads::Head, ty, None),
            _ => extractor(Reads::Other, ty, None),
        };
    }
    let Some((name, inner)) = written::path(ty) else { return extractor(Reads::Other, ty, None) };
    let first = inner.first().copied();
    match (&*name, first) {
        ("Option", Some(inner)) => Extractor { optional: true, ..of(inner) },
        ("Result", Some(inner)) => Extractor { handed_on: true, ..of(inner) },
        ("Query", first) => extractor(Reads::Query, ty, first),
        ("Form", first) => extractor(Reads::Form, ty, first),
        ("Json", first) => extractor(Reads::Json, ty, first),
        ("String", None) => extractor(Reads::Text, ty, None),
        ("Bytes", None) => extractor(Reads::Bytes, ty, None),
        ("Request", _) => extractor(Reads::Whole, ty, None),
        ("HeaderMap" | "Method" | "Uri" | "Version" | "MatchedRule" | "ClientAddr", None) | ("UrlFor", _) => {
            extractor(Reads::Head, ty, None)
        }
        _ => extractor(Reads::Other, ty, None),
    }
}

fn extractor<'a>(reads: Reads, ty: &'a Type, inner: Option<&'a Type>) -> Extractor<'a> {
    Extractor { reads, ty, inner, optional: false, handed_on: false }
}

fn all(handler: &Handler) -> impl Iterator<Item = Extractor<'_>> {
    let extracted = handler.arguments.iter().filter(|argument| argument.variable.is_none());
    extracted.map(|argument| of(&argument.ty))
}

/// A sentence for the query, the body and what else is asked of a request.
pub(super) fn sentences(handler: &Handler, linked: bool) -> String {
    let (mut out, mut last) = (String::new(), String::new());
    for Extractor { reads, ty, inner, optional, .. } in all(handler) {
        let may_lack = if optional { "; may be left out" } else { "" };
        let (what, form) = match reads {
            Reads::Query => ("Query", ""),
            Reads::Form => ("Body", ", a form: `application/x-www-form-urlencoded`"),
            Reads::Json => ("Body", ", JSON: `application/json`"),
            Reads::Text => ("Body", ", text in UTF-8"),
            Reads::Bytes => ("Body", ", any bytes"),
            Reads::Whole => ("Body", ", any, read by the handler"),
            Reads::Head => continue,
            Reads::Other => {
                let ty = code(&written::ty(ty));
                last.push_str(&format!("Also taken from the request: {ty}{may_lack}.\n\n"));
                continue;
            }
        };
        let read = inner.unwrap_or(ty);
        let ty = match written::path(read) {
            Some((_, inner)) if linked && inner.is_empty() => format!("[{}]", code(&written::ty(read))),
            _ => code(&written::ty(read)),
        };
        out.push_str(&format!("{what}: {ty}{form}{may_lack}.\n\n"));
    }
    out + &last
}

/// The statuses that are sent where an argument cannot be had.
pub(super) fn refusals(handler: &Handler, statuses: &mut Statuses) {
    for Extractor { reads, ty, inner, handed_on, .. } in all(handler) {
        if handed_on {
            continue;
        }
        let ty = code(&written::ty(inner.unwrap_or(ty)));
        let broken = "the body breaks off";
        let large = "the body is larger than the server's limit";
        match reads {
            Reads::Query => statuses.add(400, format!("the query is no {ty}")),
            Reads::Form => {
                statuses.add(400, broken);
                statuses.add(413, large);
                statuses.add(415, "the body is not `application/x-www-form-urlencoded`");
                statuses.add(422, format!("the form is no {ty}"));
            }
            Reads::Json => {
                statuses.add(400, "the body is no JSON, or breaks off");
                statuses.add(413, large);
                statuses.add(415, "the body is not `application/json`, nor `application/…+json`");
                statuses.add(422, format!("the JSON is no {ty}"));
            }
            Reads::Text => {
                statuses.add(400, "the body is not UTF-8, or breaks off");
                statuses.add(413, large);
            }
            Reads::Bytes => {
                statuses.add(400, broken);
                statuses.add(413, large);
            }
            Reads::Whole => statuses.add(413, "the body is said to be larger than the server's limit"),
            Reads::Other => statuses.add_said_by(ty, "it refuses the request"),
            Reads::Head => {}
        }
    }
}

/// The type that is given on success, and whether it may be none: of `Result<Option<T>, E>` that is `T`, and yes.
pub(super) fn may_be_none(ty: &Type) -> bool {
    match written::path(ty) {
        Some((name, _)) if name == "Option" => true,
        Some((name, inner)) if name == "Result" => inner.first().is_some_and(|inner| may_be_none(inner)),
        _ => false,
    }
}

/// What is known of the error of an answer.
pub(super) enum Failure<'a> {
    /// It is none that can fail.
    None,
    /// The `E` of a `Result<T, E>`.
    Of(&'a Type),
    /// That of the framework.
    Usual,
    /// That of an alias which stands elsewhere.
    Unknown,
}

/// The error of a `Result`, also of one within an `Option`.
pub(super) fn failure(ty: &Type) -> Failure<'_> {
    let Type::Path(path) = ty else { return Failure::None };
    let Some(last) = path.path.segments.last() else { return Failure::None };
    let PathArguments::AngleBracketed(list) = &last.arguments else { return Failure::None };
    let types: Vec<&Type> = list
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect();
    let is = |name: &str| last.ident == name;
    match types[..] {
        [inner] if is("Option") => failure(inner),
        [_, error] if is("Result") => Failure::Of(error),
        [_] if is("Result") => {
            let first = path.path.segments.first().filter(|_| path.path.segments.len() > 1);
            if first.is_none_or(|first| first.ident == "wegwerk") { Failure::Usual } else { Failure::Unknown }
        }
        _ => Failure::None,
    }
}
