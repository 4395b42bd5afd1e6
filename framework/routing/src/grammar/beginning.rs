//! How a rule begins: with one slash.

use alloc::format;
use alloc::string::String;

use crate::diagnostic::{Lint, SyntaxError, code, error};

/// The longest text that a help repeats.
const SHOWN: usize = 60;

/// What is wrong with a rule that does not begin with a slash.
pub(super) fn no_slash(text: &str) -> SyntaxError {
    if text.is_empty() {
        return error(code::NO_SLASH, 0..0, "the rule is empty", "write `/` for the root of the app");
    }
    if let Some((scheme, host, path)) = address(text) {
        let end = scheme.len() + "://".len() + host.len();
        let (host, path) = (shown(host).unwrap_or("…"), shown(path).unwrap_or("/…"));
        let help = format!(
            "write \"{path}\"; what is for one host says so by `subdomain = \"…\"`, or with `host_matching` by `host = \"{host}\"`"
        );
        let message = "a rule is a path: it holds neither a scheme nor a host";
        return error(code::NO_SLASH, 0..end, message, help);
    }
    let help = match shown(text) {
        Some(text) => format!("write \"/{text}\""),
        None => String::from("write \"/…\""),
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    error(code::NO_SLASH, 0..first, "a rule begins with a slash", help)
}

/// The scheme, the host and the path of a whole address.
fn address(text: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    if scheme.is_empty() || !scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some((scheme, host, if path.is_empty() { "/" } else { path }))
}

fn shown(text: &str) -> Option<&str> {
    (!text.contains('\n') && text.len() <= SHOWN).then_some(text)
}

/// A rule that begins with several slashes.
pub(super) fn leading_slashes(text: &str) -> Lint {
    Lint {
        code: code::LEADING_SLASHES,
        span: 0..text.len() - text.trim_start_matches('/').len(),
        message: String::from("no path fits: several slashes at the beginning of a path are taken as one"),
        help: Some(String::from("begin the rule with one slash")),
    }
}
