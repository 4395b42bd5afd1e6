//! Subdomains and hosts: one kind in an app, and read as the grammar has them.

use syn::LitStr;
use wegwerk_routing::grammar::{self, ParsedPiece, ParsedRule};

use crate::errors::Errors;
use crate::model::leak;
use crate::model::served::ParsedDomain;
use crate::parse::allow::Allow;
use crate::parse::attribute::{AppOptions, DomainText};

/// Reads a subdomain or a host; `None` where it is wrong.
pub(crate) fn parse(
    text: &DomainText,
    options: &AppOptions,
    allow: &Allow,
    errors: &mut Errors,
) -> Option<ParsedDomain> {
    if text.host != options.host_matching && !options.is_host_unknown {
        let (message, help) = if text.host {
            ("a `host` needs `host_matching`", "write `#[app(host_matching)]`, or a `subdomain`")
        } else {
            ("a `subdomain` has no meaning with `host_matching`", "write `host = \"…\"` with the whole host")
        };
        errors.at("WE336", text.text.span(), message, help);
        return None;
    }
    let literal = text.text.clone();
    let parsed = read(&literal, text.host, allow, errors)?;
    Some(ParsedDomain { literal, host: text.host, parsed })
}

/// Reads the subdomain or host of a mount, of either kind: the app that is served says which it takes.
pub(crate) fn of_mount(text: &DomainText, allow: &Allow, errors: &mut Errors) -> Option<ParsedDomain> {
    let parsed = read(&text.text, text.host, allow, errors)?;
    Some(ParsedDomain { literal: text.text.clone(), host: text.host, parsed })
}

/// Reports a variable that stands in the domain and in the path.
pub(crate) fn twice(
    path: &ParsedRule<'_>,
    domain: &ParsedDomain,
    literal: &LitStr,
    errors: &mut Errors,
) -> bool {
    let is_there = |name: &str| domain.parsed.variables.iter().any(|other| other.name == name);
    let Some(twice) = path.variables.iter().find(|variable| is_there(variable.name)) else { return false };
    let message = format!("the variable `<{}>` stands in the path and in the host", twice.name);
    errors.at("WE106", literal.span(), message, "give one of the two another name");
    true
}

fn read(literal: &LitStr, host: bool, allow: &Allow, errors: &mut Errors) -> Option<ParsedRule<'static>> {
    let text = leak(&literal.value());
    match grammar::parse_domain(text) {
        Ok(parsed) if !host && has_port(&parsed) => {
            let help = "the port is that of the server's name, and an address has no subdomains";
            errors.at("WE113", literal.span(), "no host fits: a subdomain holds no `:`", help);
            None
        }
        Ok(parsed) => {
            super::rule::lints(literal, &parsed, allow, errors);
            Some(parsed)
        }
        Err(found) => {
            for error in found {
                super::rule::report(literal, text, &error, errors);
            }
            None
        }
    }
}

fn has_port(domain: &ParsedRule<'_>) -> bool {
    domain.parts.iter().any(|part| match &part.pieces[..] {
        [] => part.pattern.contains(':'),
        pieces => {
            pieces.iter().any(|piece| matches!(piece, ParsedPiece::Literal(text) if text.contains(':')))
        }
    })
}

/// Reports a default subdomain that no host can have.
pub(crate) fn default_subdomain(options: &AppOptions, errors: &mut Errors) {
    let Some(literal) = &options.default_subdomain else { return };
    if options.host_matching && !options.is_host_unknown {
        let help = "give the rules a `host` each";
        errors.at("WE336", literal.span(), "a `default_subdomain` has no meaning with `host_matching`", help);
        return;
    }
    let Some(parsed) = read(literal, false, &options.allow, errors) else { return };
    if let Some(variable) = parsed.variables.first() {
        let message = format!("the default subdomain cannot hold a variable `<{}>`", variable.name);
        errors.at(
            "WE336",
            literal.span(),
            message,
            "write `#[app(subdomain = \"…\")]` for one with variables",
        );
    }
}
