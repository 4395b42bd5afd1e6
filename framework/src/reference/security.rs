//! Security: which credentials an operation asks for, in words and as fields.

use maud::{Markup, html};
use serde_json::Value;

use super::description::{Description, View};
use super::text::{is_address, markdown};

/// The ways to be let in that an operation names, each a list of schemes with their scopes. Empty where anybody may.
pub(super) fn requirements<'a>(
    description: &'a Description,
    operation: View<'a>,
) -> Vec<Vec<(&'a str, Vec<&'a str>)>> {
    let said = operation.get("security").or_else(|| description.root().get("security"));
    let ways = said.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    ways.map(|way| {
        way.iter()
            .map(|(name, scopes)| {
                let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str);
                (name.as_str(), scopes.collect())
            })
            .collect()
    })
    .collect()
}

fn scheme<'a>(description: &'a Description, name: &str) -> Option<View<'a>> {
    let schemes = description.root().pointer("/components/securitySchemes")?;
    schemes.get(name).map(|scheme| description.view(scheme))
}

/// What a scheme is, in a few words.
fn words(scheme: View<'_>) -> String {
    let text = |key| scheme.text(key).unwrap_or("?");
    match text("type") {
        "apiKey" => format!("API key in the {} {}", text("in"), text("name")),
        "http" if text("scheme").eq_ignore_ascii_case("bearer") => match scheme.text("bearerFormat") {
            Some(format) => format!("bearer token, {format}"),
            None => "bearer token".to_owned(),
        },
        "http" if text("scheme").eq_ignore_ascii_case("basic") => "name and password".to_owned(),
        "http" => format!("HTTP {}", text("scheme")),
        "oauth2" => "OAuth 2.0".to_owned(),
        "openIdConnect" => "OpenID Connect".to_owned(),
        "mutualTLS" => "client certificate".to_owned(),
        other => other.to_owned(),
    }
}

/// The ways into an operation, as text.
pub(super) fn told(description: &Description, operation: View<'_>, base: &str) -> Markup {
    let ways = requirements(description, operation);
    html! {
        @if !ways.is_empty() {
            section {
                h2 #authorisation { "Authorisation" }
                ul.rows {
                    @for way in &ways {
                        li.row {
                            @if way.is_empty() { "None: it is answered without credentials too." }
                            @for (index, (name, scopes)) in way.iter().enumerate() {
                                @if index > 0 { " and " }
                                a href=(format!("{base}#scheme-{}", super::description::slug(name))) { (name) }
                                " " span.kind { (scheme(description, name).map_or_else(|| "a scheme that is not described".to_owned(), words)) }
                                @for scope in scopes { " " code { (scope) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// All schemes, for the overview.
pub(super) fn all(description: &Description) -> Markup {
    let schemes = description.root().pointer("/components/securitySchemes").and_then(Value::as_object);
    html! {
        @if let Some(schemes) = schemes.filter(|schemes| !schemes.is_empty()) {
            section {
                h2 #authorisation { "Authorisation" }
                ul.rows {
                    @for (name, scheme) in schemes {
                        @let scheme = description.view(scheme);
                        li.row id=(format!("scheme-{}", super::description::slug(name))) {
                            div.row-head { code.name { (name) } " " span.kind { (words(scheme)) } }
                            @if let Some(text) = scheme.text("description") { (markdown(text)) }
                            @for (flow, about) in scheme.entries("flows") { (self::flow(flow, about)) }
                            @if let Some(address) = scheme.text("openIdConnectUrl") { p { (link(address)) } }
                        }
                    }
                }
            }
        }
    }
}

fn flow(name: &str, about: &Value) -> Markup {
    let text = |key: &str| about.get(key).and_then(Value::as_str);
    let scopes = about.get("scopes").and_then(Value::as_object);
    html! {
        dl.limits {
            div { dt { "Flow" } " " dd { (name) } }
            @for (word, key) in [("Authorize at", "authorizationUrl"), ("Token from", "tokenUrl"), ("Refresh at", "refreshUrl")] {
                @if let Some(address) = text(key) { div { dt { (word) } " " dd { (link(address)) } } }
            }
            @for (scope, about) in scopes.into_iter().flatten() {
                div { dt { "Scope" } " " dd { code { (scope) } " " (about.as_str().unwrap_or_default()) } }
            }
        }
    }
}

/// A link to what a description names; its text alone where it could do more than lead somewhere.
pub(super) fn link(address: &str) -> Markup {
    html! { @if is_address(address) { a href=(address) { (address) } } @else { (address) } }
}

/// The fields for credentials. What is typed stays in the memory of the page.
pub(super) fn fields(description: &Description, operation: View<'_>) -> Markup {
    let ways = requirements(description, operation);
    let is_open = ways.iter().all(Vec::is_empty);
    html! {
        @if !is_open {
            fieldset.credentials {
                legend { "Credentials" }
                @if ways.len() > 1 {
                    div.field {
                        label for="way" { "Use" }
                        select #way data-way {
                            @for (index, way) in ways.iter().enumerate() {
                                option value=(index) {
                                    @if way.is_empty() { "none" }
                                    @for (index, (name, _)) in way.iter().enumerate() { @if index > 0 { " and " } (name) }
                                }
                            }
                        }
                    }
                }
                @for (index, way) in ways.iter().enumerate() {
                    div data-requirement=(index) hidden[index > 0] {
                        @for (at, (name, _)) in way.iter().enumerate() {
                            (field(&format!("credential-{index}-{at}"), name, scheme(description, name)))
                        }
                    }
                }
                p.hint { "Kept in the memory of this page alone, until it is closed or loaded anew." }
            }
        }
    }
}

fn field(id: &str, name: &str, scheme: Option<View<'_>>) -> Markup {
    let Some(scheme) = scheme else {
        return html! { p.hint { (name) " is not described: send the request by other means." } };
    };
    let kind = match (scheme.text("type"), scheme.text("scheme").unwrap_or_default()) {
        (Some("apiKey"), _) => "apiKey",
        (Some("http"), of) if of.eq_ignore_ascii_case("basic") => "basic",
        (Some("http"), of) if of.eq_ignore_ascii_case("bearer") => "bearer",
        (Some("oauth2" | "openIdConnect"), _) => "bearer",
        (Some("http"), _) => "http",
        _ => {
            return html! { p.hint { (name) ": " (words(scheme)) ". The browser sends it, or not, by itself." } };
        }
    };
    let place = scheme.text("in");
    html! {
        div.field data-scheme=(name) data-kind=(kind) data-in=[place] data-name=[scheme.text("name")] data-prefix=[scheme.text("scheme")] {
            label for=(id) { (name) " " span.kind { (words(scheme)) } }
            @if kind == "basic" {
                div.pair {
                    input id=(id) type="text" data-part="name" placeholder="Name" autocomplete="off" spellcheck="false";
                    input type="password" data-part="password" aria-label=(format!("{name}: password")) placeholder="Password" autocomplete="off";
                }
            } @else {
                input id=(id) type="password" data-part="secret" autocomplete="off" spellcheck="false" placeholder=(if kind == "bearer" { "Token" } else { "Key" });
            }
            @if place == Some("cookie") {
                p.hint { "A page may not set the cookies of a request: the command below has it, the button sends those that the browser holds." }
            }
        }
    }
}
