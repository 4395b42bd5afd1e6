//! Subdomains and hosts: one kind in an app, and read as the grammar has them.

use syn::LitStr;
use wegwerk_routing::grammar;

use crate::errors::Errors;
use crate::model::leak;
use crate::model::served::ParsedDomain;
use crate::parse::attribute::{AppOptions, DomainText};

/// Reads a subdomain or a host; `None` where it is wrong.
pub(crate) fn parse(text: &DomainText, options: &AppOptions, errors: &mut Errors) -> Option<ParsedDomain> {
    if text.host != options.host_matching {
        let (message, help) = if text.host {
            ("a `host` needs `host_matching`", "write `#[app(host_matching)]`, or a `subdomain`")
        } else {
            ("a `subdomain` has no meaning with `host_matching`", "write `host = \"…\"` with the whole host")
        };
        errors.at("WE336", text.text.span(), message, help);
        return None;
    }
    let literal = text.text.clone();
    let parsed = read(&literal, errors)?;
    Some(ParsedDomain { literal, host: text.host, parsed })
}

/// Reads the subdomain or host of a mount, of either kind: the app that is served says which it takes.
pub(crate) fn of_mount(text: &DomainText, errors: &mut Errors) -> Option<ParsedDomain> {
    let parsed = read(&text.text, errors)?;
    Some(ParsedDomain { literal: text.text.clone(), host: text.host, parsed })
}

fn read(literal: &LitStr, errors: &mut Errors) -> Option<grammar::ParsedRule<'static>> {
    let text = leak(&literal.value());
    match grammar::parse_domain(text) {
        Ok(parsed) => Some(parsed),
        Err(found) => {
            for error in found {
                super::rule::report(literal, text, &error, errors);
            }
            None
        }
    }
}

/// Reports a default subdomain that no host can have.
pub(crate) fn default_subdomain(options: &AppOptions, errors: &mut Errors) {
    let Some(literal) = &options.default_subdomain else { return };
    if options.host_matching {
        let help = "give the rules a `host` each";
        errors.at("WE336", literal.span(), "a `default_subdomain` has no meaning with `host_matching`", help);
        return;
    }
    let Some(parsed) = read(literal, errors) else { return };
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
