//! What the built-in page says beside the error in a debug build: the nearest rules, the methods, the sources and places.

use std::panic::Location;

use http::StatusCode;
use wegwerk_routing::matcher::{Reason, Request};
use wegwerk_routing::path::Path;
use wegwerk_routing::suggest::distance;

use super::Error;
use crate::html::escape_into;
use crate::matching::{Rule, Rules};
use crate::private::handshake::is_handshake;
use crate::request::Parts;

/// The rules shown of a path that none takes.
const NEAREST: usize = 5;
/// The bytes of a path that are compared: longer ones are nobody's typing mistake.
const COMPARED: usize = 256;

/// The section, for the end of the page.
pub(super) fn section(error: &Error, parts: &Parts) -> String {
    let mut html = String::from("<section class=\"development\">\n");
    let is_matched = parts.matched_rule().is_some();
    match error.status() {
        StatusCode::NOT_FOUND if !is_matched => rules("The nearest rules", &nearest(parts), &mut html),
        StatusCode::METHOD_NOT_ALLOWED if !is_matched => {
            rules("What this address takes", &that_fit_but_for(parts, &Reason::Method), &mut html);
        }
        // A handshake where there is none, or the other way round.
        StatusCode::BAD_REQUEST if !is_matched => {
            rules("What this address takes", &that_fit_but_for(parts, &Reason::WebSocket), &mut html);
        }
        _ => {}
    }
    chain(error, &mut html);
    places(error, parts, &mut html);
    html.push_str("<p class=\"note\">Only debug builds show this.</p>\n</section>\n");
    html
}

pub(super) const STYLE: &str = "\
.development { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid light-dark(#d8dbe0, #343843); \
font-size: .9375rem; }
.development h2 { margin: 0 0 .5rem; font-size: 1rem; }
.development ul, .development dl { margin: 0 0 1.5rem; padding: 0; list-style: none; }
.development li { margin: 0 0 .75rem; }
.development dt { font-weight: 600; }
.development dd { margin: 0 0 .5rem; }
.development code { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.development small, .note { color: light-dark(#5c6370, #9aa2b1); font-size: .875rem; }
main:has(.development) { max-width: 44rem; }
";

fn rules(title: &str, rules: &[(Rule, String)], html: &mut String) {
    if rules.is_empty() {
        return;
    }
    html.push_str("<h2>");
    html.push_str(title);
    html.push_str("</h2>\n<ul>\n");
    for (rule, why) in rules {
        let (file, line, _) = rule.place();
        html.push_str("<li><code>");
        escape_into(&rule.to_string(), html);
        html.push_str("</code><br>\n<small>");
        escape_into(&format!("{}: {why}, at {file}:{line}", rule.endpoint().join(".")), html);
        html.push_str("</small></li>\n");
    }
    html.push_str("</ul>\n");
}

/// What each rule of the app makes of the request, in the order of the table.
fn tried(parts: &Parts) -> Vec<(Rule, Reason, String)> {
    let Some(site) = parts.site() else { return Vec::new() };
    let path = Path::decode(parts.uri().path());
    let (method, websocket) = (parts.method().as_str(), is_handshake(parts));
    let request = Request { method, path: &path, domain: &site.domain, websocket };
    let found = site.table.explain(&request);
    // Those that URLs are only built from come last.
    let all = Rules::of(site.table);
    let told = found.rules.into_iter().zip(all).map(|((_, reason), rule)| {
        let why = crate::matching::Reason::by_itself(&reason, &rule, &site.domain).to_string();
        (rule, reason, why)
    });
    told.collect()
}

/// The rules that the path comes nearest to.
fn nearest(parts: &Parts) -> Vec<(Rule, String)> {
    let path = Path::decode(parts.uri().path());
    let path: String = path.text().chars().take(COMPARED).collect();
    let mut all: Vec<(usize, Rule, String)> = tried(parts)
        .into_iter()
        .filter(|(_, reason, _)| !matches!(reason, Reason::Domain))
        .map(|(rule, reason, why)| {
            // What fits but for a value or a method is nearer than any other text.
            let far = match reason {
                Reason::Segment(..) | Reason::Ends(_) | Reason::GoesOn(_) => 1 + distance_of(&rule, &path),
                _ => 0,
            };
            (far, rule, why)
        })
        .collect();
    all.sort_by_key(|(far, ..)| *far);
    all.truncate(NEAREST);
    all.into_iter().map(|(_, rule, why)| (rule, why)).collect()
}

/// The rules that would take the request but for this.
fn that_fit_but_for(parts: &Parts, what: &Reason) -> Vec<(Rule, String)> {
    let others = tried(parts).into_iter().filter(|(_, reason, _)| reason == what);
    others.map(|(rule, _, why)| (rule, why)).collect()
}

/// How far a path is from a rule: what has to be typed to come from one to the other, segment by segment. A variable stands
/// for what the path has there.
fn distance_of(rule: &Rule, path: &str) -> usize {
    let text = rule.text();
    let rule: Vec<&str> = text.trim_start_matches('/').split('/').collect();
    let path: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let both = rule.iter().zip(&path).map(|(own, has)| match own.contains('<') {
        true => usize::from(has.is_empty()),
        false => distance(own, has),
    });
    let longer = if rule.len() > path.len() { &rule[path.len()..] } else { &path[rule.len()..] };
    let missing = longer.iter().map(|segment| match segment.contains('<') {
        true => 2,
        false => 1 + segment.chars().count().min(8),
    });
    both.sum::<usize>() + missing.sum::<usize>()
}

/// The error and what caused it.
fn chain(error: &Error, html: &mut String) {
    let mut causes = error.causes().peekable();
    if causes.peek().is_none() {
        return;
    }
    html.push_str("<h2>What caused it</h2>\n<ul>\n");
    for cause in causes {
        html.push_str("<li>");
        escape_into(&cause.to_string(), html);
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

/// Where it comes from.
fn places(error: &Error, parts: &Parts, html: &mut String) {
    let made = error.0.made.filter(|made| is_of_the_app(made));
    // Of what the framework answers by itself no place of the app is to blame.
    let leaf = parts.site().and_then(|site| site.leaf);
    if leaf.is_none() {
        return;
    }
    html.push_str("<dl>\n");
    let mut place = |what: &str, text: &str| {
        html.push_str("<dt>");
        html.push_str(what);
        html.push_str("</dt><dd><code>");
        escape_into(text, html);
        html.push_str("</code></dd>\n");
    };
    if let Some(made) = made {
        place("The error was made at", &made.to_string());
    }
    if let Some(leaf) = leaf {
        let rule = leaf.rule;
        place(
            "The handler",
            &format!("{} of `{}` at {}:{}", rule.endpoint, rule.text, rule.place.file, rule.place.line),
        );
    }
    html.push_str("</dl>\n");
}

/// Whether a place is none of the standard library, as where `ok_or_else(Error::not_found)` calls the constructor, and none of
/// the framework, as where an argument cannot be had of the request: nobody looks for a mistake there.
fn is_of_the_app(place: &Location<'_>) -> bool {
    const THIS: &str = "error/development.rs";
    let own = file!();
    let framework = own.get(..own.len().saturating_sub(THIS.len()));
    !place.file().starts_with("/rustc/") && !framework.is_some_and(|own| place.file().starts_with(own))
}
