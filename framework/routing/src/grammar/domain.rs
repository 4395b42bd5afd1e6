//! What of a subdomain or a host no request can name: takes its text, and gives the first mistake.

use alloc::format;
use alloc::string::String;
use core::net::Ipv6Addr;

use super::scan::{Scanner, Token};
use crate::diagnostic::{SyntaxError, Word, code, error};

/// The first thing in a domain that no host of a request holds.
pub(super) fn check(text: &str) -> Option<SyntaxError> {
    let tokens = || Scanner::new(text);
    let literals = tokens().filter_map(|token| match token {
        Token::Slash(at) => Some(Word { text: "/", start: at }),
        Token::Literal(literal) => Some(literal),
        Token::Variable(_) | Token::Broken(_) => None,
    });
    if let Some(found) = literals.into_iter().find_map(character) {
        return Some(found);
    }
    let has_variables = tokens().any(|token| matches!(token, Token::Variable(_) | Token::Broken(_)));
    empty_label(text).or_else(|| address(text, has_variables)).or_else(|| port(text, has_variables))
}

/// A character that no host holds.
fn character(literal: Word<'_>) -> Option<SyntaxError> {
    let is_fine = |c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ':' | '[' | ']')
    };
    let (at, found) = literal.text.char_indices().find(|(_, c)| !is_fine(*c))?;
    let at = literal.start + at;
    let (message, help) = match found {
        '/' => ("a host holds no slash".into(), "the path is the rule's own: `#[route(\"/…\")]`".into()),
        'A'..='Z' => (
            String::from("no host fits: hosts are compared in lower case"),
            format!("write `{}`", literal.text.to_ascii_lowercase()),
        ),
        found if !found.is_ascii() => (
            String::from("no host fits: clients send the letters of other languages as ASCII"),
            String::from("write the label as they send it, `xn--…` (RFC 5891)"),
        ),
        found => (format!("no host holds `{found}`"), String::new()),
    };
    Some(error(code::DOMAIN, at..at + found.len_utf8(), message, help))
}

/// Dots with nothing between them, or around all.
fn empty_label(text: &str) -> Option<SyntaxError> {
    let at = if text.starts_with('.') {
        0
    } else if let Some(at) = text.find("..") {
        at
    } else if text.ends_with('.') {
        text.len() - 1
    } else {
        return None;
    };
    let help = "write one dot between two labels, and none at an end";
    Some(error(code::DOMAIN, at..at + 1, "no host fits: nothing stands before or after this dot", help))
}

/// Brackets that hold no address.
fn address(text: &str, has_variables: bool) -> Option<SyntaxError> {
    let open = text.find(['[', ']'])?;
    let inner = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let fits = match inner {
        Some((address, rest)) => {
            let is_address = address.parse::<Ipv6Addr>().is_ok() || has_variables && address.contains('<');
            is_address && !rest.contains(['[', ']']) && (rest.is_empty() || rest.starts_with([':', '<']))
        }
        None => false,
    };
    let help = "write it as `[::1]`, or `[::1]:8080`";
    (!fits).then(|| error(code::DOMAIN, open..open + 1, "brackets in a host hold an IPv6 address", help))
}

/// A port that is none.
fn port(text: &str, has_variables: bool) -> Option<SyntaxError> {
    let after = text.rfind(']').map_or(0, |at| at + 1);
    let at = after + outside_brackets(&text[after..])?;
    let port = &text[at + 1..];
    let is_port = |port: &str| !port.starts_with('0') && port.parse::<u16>().is_ok();
    let fits = is_port(port) && port.bytes().all(|byte| byte.is_ascii_digit())
        || has_variables && port.contains('<');
    let help = "a port is a number up to 65535 after the host, `example.org:8080`";
    (!fits).then(|| error(code::DOMAIN, at..at + 1, "no host fits: no port stands after this colon", help))
}

/// The first colon that is none of a variable.
fn outside_brackets(text: &str) -> Option<usize> {
    let literals = Scanner::new(text).filter_map(|token| match token {
        Token::Literal(literal) => literal.text.find(':').map(|at| literal.start + at),
        _ => None,
    });
    literals.into_iter().next()
}
