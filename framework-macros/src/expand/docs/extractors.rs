//! What a handler reads of a request beside the variables, and the statuses that are sent where it cannot be had: as
//! `request` in the framework lists them.

use syn::{GenericArgument, PathArguments, Type};

use super::statuses::Statuses;
use super::text::code;
use super::written;
use crate::model::{Argument, Handler};

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
            "HeaderMap" | "Method" | "Uri" | "Parts" => extractor(Reads::Head, None),
            _ => extractor(Reads::Other, None),
        };
    }
    let Some((name, inner)) = written::path(ty) else { return extractor(Reads::Other, None) };
    let first = inner.first().copied();
    match (&*name, first) {
        ("Option", Some(inner)) => Extractor { optional: true, ..of(inner) },
        ("Result", Some(inner)) => Extractor { handed_on: true, ..of(inner) },
        ("Query", first) => extractor(Reads::Query, first),
        ("Form", first) => extractor(Reads::Form, first),
        ("Json", first) => extractor(Reads::Json, first),
        ("String", None) => extractor(Reads::Text, None),
        ("Bytes", None) => extractor(Reads::Bytes, None),
        ("Request", _) => extractor(Reads::Whole, None),
        ("HeaderMap" | "Method" | "Uri" | "Version" | "MatchedRule" | "ClientAddr", None) | ("UrlFor", _) => {
            extractor(Reads::Head, None)
        }
        _ => extractor(Reads::Other, None),
    }
}

fn extractor(reads: Reads, inner: Option<&Type>) -> Extractor<'_> {
    Extractor { reads, inner, optional: false, handed_on: false }
}

fn all(handler: &Handler) -> impl Iterator<Item = (&Argument, Extractor<'_>)> {
    let extracted = handler.arguments.iter().filter(|argument| argument.variable.is_none());
    extracted.map(|argument| (argument, of(&argument.ty)))
}

/// A sentence for the query, the body and what else is asked of a request.
pub(super) fn sentences(handler: &Handler, linked: bool) -> String {
    let (mut out, mut last) = (String::new(), String::new());
    for (argument, Extractor { reads, inner, optional, .. }) in all(handler) {
        let (what, form) = match reads {
            Reads::Query => ("Query", ""),
            Reads::Form => ("Body", ", a form: `application/x-www-form-urlencoded`"),
            Reads::Json => ("Body", ", JSON: `application/json`"),
            Reads::Text => ("Body", ", text in UTF-8"),
            Reads::Bytes => ("Body", ", any bytes"),
            Reads::Whole => ("Body", ", any, read by the handler"),
            Reads::Head => continue,
            Reads::Other => {
                last.push_str(&format!(
                    "Also taken from the request: {}.\n\n",
                    code(&written::ty(&argument.ty))
                ));
                continue;
            }
        };
        let read = inner.unwrap_or(&argument.ty);
        let ty = match written::path(read) {
            Some((_, inner)) if linked && inner.is_empty() => format!("[{}]", code(&written::ty(read))),
            _ => code(&written::ty(read)),
        };
        let may_lack = if optional { "; may be left out" } else { "" };
        out.push_str(&format!("{what}: {ty}{form}{may_lack}.\n\n"));
    }
    out + &last
}

/// The statuses that are sent where an argument cannot be had.
pub(super) fn refusals(handler: &Handler, statuses: &mut Statuses) {
    for (argument, Extractor { reads, inner, handed_on, .. }) in all(handler) {
        if handed_on {
            continue;
        }
        let ty = code(&written::ty(inner.unwrap_or(&argument.ty)));
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
                statuses.add(415, "the body is not `application/json`");
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

/// The error of a `Result`, where its type says it: `None` for another type, `Some(None)` where it is the usual one.
pub(super) fn error(ty: &Type) -> Option<Option<&Type>> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
    let PathArguments::AngleBracketed(list) = &last.arguments else { return Some(None) };
    Some(match list.args.iter().nth(1) {
        Some(GenericArgument::Type(error)) => Some(error),
        _ => None,
    })
}
