//! What is sent: pages that are rendered once, and the headers that go with them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::uri::{Authority, Scheme, Uri};
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::description::Description;
use super::page::{self, Page};
use crate::response::{Asset, fingerprint, is_known};
use crate::{Body, IntoResponse, Parts, Response};

/// A description and its pages, as far as somebody asked for them.
#[derive(Debug)]
pub(super) struct Served {
    description: Description,
    json: Bytes,
    policy: HeaderValue,
    overview: OnceLock<Page>,
    operations: Vec<OnceLock<Page>>,
    schemas: Vec<OnceLock<Page>>,
}

impl Served {
    pub(super) fn new(root: Value) -> Self {
        let description = Description::new(root);
        for problem in &description.problems {
            tracing::warn!(%problem, "the description of the reference has a mistake");
        }
        Served {
            json: Bytes::from(description.root().to_string()),
            policy: policy(description.root()),
            overview: OnceLock::new(),
            operations: description.operations.iter().map(|_| OnceLock::new()).collect(),
            schemas: description.schemas.iter().map(|_| OnceLock::new()).collect(),
            description,
        }
    }

    pub(super) fn overview(&self, parts: &Parts) -> Response {
        let page = self.overview.get_or_init(|| page::overview(&self.description));
        self.page(page, "", 1, parts)
    }

    pub(super) fn operation(&self, slug: &str, parts: &Parts) -> Option<Response> {
        let index = self.description.operations.iter().position(|operation| operation.slug == slug)?;
        let operation = self.description.operations.get(index)?;
        let page = self.operations.get(index)?.get_or_init(|| page::operation(&self.description, operation));
        Some(self.page(page, "../", 2, parts))
    }

    pub(super) fn schema(&self, name: &str, parts: &Parts) -> Option<Response> {
        let index = self.description.schemas.iter().position(|schema| schema == name)?;
        let page = self.schemas.get(index)?.get_or_init(|| page::schema(&self.description, name));
        Some(self.page(page, "../", 2, parts))
    }

    /// A page that lies `own` segments below the root of the reference.
    fn page(&self, page: &Page, base: &str, own: usize, parts: &Parts) -> Response {
        let depth = parts.uri().path().matches('/').count().saturating_sub(own);
        let html = Bytes::from(page.at(base, depth));
        let mut response =
            cached(parts, const { HeaderValue::from_static("text/html; charset=utf-8") }, html);
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        response
    }

    /// The description. Where the app is reached below the root of its host and the description names no server of its
    /// own, the one that is meant is named, else clients would leave the prefix out.
    pub(super) fn json(&self, parts: &Parts) -> Response {
        let root = self.description.root();
        let servers = root.get("servers").and_then(Value::as_array);
        let is_own = |server: &Value| server.get("url").and_then(Value::as_str) == Some("/");
        let names_none = servers.is_none_or(|servers| servers.iter().all(is_own));
        let json = match (parts.script_name(), root) {
            (prefix, Value::Object(root)) if !prefix.is_empty() && names_none => {
                let mut root = root.clone();
                root.insert("servers".to_owned(), json!([{ "url": prefix }]));
                Bytes::from(Value::Object(root).to_string())
            }
            _ => self.json.clone(),
        };
        cached(parts, const { HeaderValue::from_static("application/json") }, json)
    }
}

/// A file of the pages.
pub(super) fn asset(asset: &Asset, parts: &Parts) -> Response {
    let mut response = asset.respond(parts.headers());
    // The address that pages ask by changes with the file.
    if parts.uri().query().is_some_and(|query| query == fingerprint(asset.bytes())) {
        let forever = const { HeaderValue::from_static("max-age=31536000, immutable, public") };
        response.headers_mut().insert(CACHE_CONTROL, forever);
    }
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, const { HeaderValue::from_static("nosniff") });
    response
}

/// An answer that clients keep, and ask about each time.
fn cached(parts: &Parts, content_type: HeaderValue, bytes: Bytes) -> Response {
    let tag = format!("\"{}\"", fingerprint(&bytes));
    let mut response = if is_known(parts.headers(), tag.as_bytes()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::full(bytes));
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        response
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(ETAG, tag);
    }
    headers.insert(CACHE_CONTROL, const { HeaderValue::from_static("no-cache") });
    headers.insert(X_CONTENT_TYPE_OPTIONS, const { HeaderValue::from_static("nosniff") });
    headers.insert(REFERRER_POLICY, const { HeaderValue::from_static("no-referrer") });
    response
}

/// What the pages may load: their own files, pictures of answers, and answers of the servers that are described.
fn policy(root: &Value) -> HeaderValue {
    let mut servers = BTreeSet::new();
    collect_servers(root, 0, &mut servers);
    let servers: String = servers.iter().take(20).map(|server| format!(" {server}")).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'{servers}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    );
    HeaderValue::try_from(policy).unwrap_or(
        const { HeaderValue::from_static("default-src 'self'; base-uri 'none'; form-action 'none'") },
    )
}

/// The origins of `servers`, wherever they stand: at the root, in paths and in operations.
fn collect_servers(value: &Value, depth: usize, origins: &mut BTreeSet<String>) {
    let Some(object) = value.as_object().filter(|_| depth < 4) else { return };
    for (key, inner) in object {
        if key == "servers" {
            let urls = inner.as_array().into_iter().flatten().filter_map(|server| {
                let mut url = server.get("url")?.as_str()?.to_owned();
                for (name, variable) in
                    server.get("variables").and_then(Value::as_object).into_iter().flatten()
                {
                    let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
                    url = url.replace(&format!("{{{name}}}"), default);
                }
                origin(&url)
            });
            origins.extend(urls);
        } else {
            collect_servers(inner, depth + 1, origins);
        }
    }
}

/// The origin of an absolute URL of the web, if nothing in it can end a directive of the policy.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let scheme = uri.scheme().filter(|scheme| [&Scheme::HTTP, &Scheme::HTTPS].contains(scheme))?;
    let authority = uri.authority().map(Authority::as_str)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    authority.bytes().all(is_plain).then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_servers_and_nothing_slips_into_it() {
        let root = json!({
            "servers": [
                {"url": "https://{host}/v1", "variables": {"host": {"default": "api.example.org"}}},
                {"url": "https://a; script-src *"}, {"url": "https://user@b"}, {"url": "/v2"},
                {"url": "javascript://x"}, {"url": 5}, 6,
            ],
            "paths": {"/a": {"get": {"servers": [{"url": "http://other.example:8080"}]}}},
        });
        let policy = policy(&root);
        let policy = policy.to_str().unwrap();
        assert!(
            policy.contains("connect-src 'self' http://other.example:8080 https://api.example.org;"),
            "{policy}"
        );
    }
}
