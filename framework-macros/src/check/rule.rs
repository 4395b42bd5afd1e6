//! The text of rules and prefixes.

use syn::LitStr;
use wegwerk_routing::diagnostic::code;
use wegwerk_routing::grammar::{self, ParsedRule, SyntaxError};

use crate::errors::Errors;
use crate::model::{leak, place};
use crate::parse::allow::Allow;

/// Reads a rule; its mistakes are shown below its text.
pub(crate) fn parse(
    literal: &LitStr,
    merge_slashes: bool,
    allow: &Allow,
    errors: &mut Errors,
) -> Option<ParsedRule<'static>> {
    let text = leak(&literal.value());
    match grammar::parse(text, merge_slashes) {
        Ok(parsed) => {
            lints(literal, &parsed, allow, errors);
            Some(parsed)
        }
        Err(found) => {
            for error in found {
                report(literal, text, &error, errors);
            }
            None
        }
    }
}

/// Warns of what is hardly meant, of each kind once.
pub(super) fn lints(literal: &LitStr, parsed: &ParsedRule<'_>, allow: &Allow, errors: &mut Errors) {
    let lints = grammar::lints(parsed);
    let is_first = |n: usize| lints[..n].iter().all(|other| other.code != lints[n].code);
    for lint in (0..lints.len()).filter(|n| is_first(*n)).map(|n| &lints[n]) {
        allow.lint(lint.code, literal.span(), &lint.render(parsed.text), errors);
    }
}

pub(super) fn report(literal: &LitStr, text: &str, error: &SyntaxError, errors: &mut Errors) {
    let at = place(literal.span());
    // An escape in the literal would shift the column.
    let plain = literal.token().to_string() == format!("\"{text}\"");
    let column = at.column as usize + 1 + text.get(..error.span.start).map_or(0, |t| t.chars().count());
    let at =
        if plain { format!("{}:{}:{column}", at.file, at.line) } else { format!("{}:{}", at.file, at.line) };
    errors.at(error.code, literal.span(), format!("{}\n --> {at}", error.render(text)), "");
}

/// Reads the prefix of a mount; the result has no last empty part.
pub(crate) fn prefix(literal: &LitStr, allow: &Allow, errors: &mut Errors) -> Option<ParsedRule<'static>> {
    let text = leak(&literal.value());
    // Of a whole address more is to be said than that the slash is missing.
    if !text.is_empty() && !text.starts_with('/') && !text.contains("://") {
        let message = format!("the prefix `{text}` does not begin with a slash");
        errors.at(code::NO_SLASH, literal.span(), message, format!("write \"/{text}\""));
        return None;
    }
    let mut parsed = parse(literal, true, allow, errors)?;
    if parsed.parts.iter().any(|part| part.rest) {
        let help = "name the segments one by one: a `path` takes all of them";
        errors.at("WE407", literal.span(), "the prefix of a mount cannot hold a `path` variable", help);
        return None;
    }
    if parsed.parts.last().is_some_and(|part| part.pieces.is_empty() && part.pattern.is_empty()) {
        parsed.parts.pop();
    }
    Some(parsed)
}
