//! Reading a lock file: its rules as data that lives for ever, or the first line that says none.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Locked;
use crate::grammar::{self, ParsedRule};
use crate::method::{self, Methods};
use crate::rule::{Domain, Rule};
use crate::table::compare_rules;

/// A line that says no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Its number, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// How to mend it; empty where the message says it.
    pub help: &'static str,
}

const WRITE: &str = "a line is `GET, POST /items/<int:id>`, as the update writes it";

/// The rules of a lock file, sorted as a table's are. Their memory is never given back.
///
/// # Errors
///
/// The first line that says no rule.
///
/// ```
/// use wegwerk_routing::lock;
///
/// let locked = lock::read("# Routes\nGET, POST /items/<int:id>\n").unwrap();
/// assert_eq!((locked[0].line, locked[0].rule.text), (2, "/items/<int:id>"));
/// assert_eq!(lock::read("GET items").unwrap_err().line, 1);
/// ```
pub fn read(text: &str) -> Result<Vec<Locked<'static>>, Mistake> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut locked = Vec::new();
    for (n, line) in text.lines().enumerate() {
        // Of other white space a rule may end in, the file has it as it is.
        let line = line.trim_matches([' ', '\t', '\r']);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let rule = rule(line).map_err(|(message, help)| Mistake { line: number, message, help })?;
        locked.push(Locked { line: number, text: leak(line), rule });
    }
    locked.sort_by(|a, b| compare_rules(&a.rule, &b.rule));
    Ok(locked)
}

type Fault = (String, &'static str);

fn rule(line: &str) -> Result<Rule<'static>, Fault> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return Err((
            "a merge left its mark".to_owned(),
            "take the mark out, and keep the lines of both sides",
        ));
    }
    let (methods, mut rest) = methods(line)?;
    let mut rule = Rule { methods, ..Rule::EMPTY };
    while !rest.starts_with('/') {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = after.trim_start();
        match word {
            "websocket" => rule.websocket = true,
            "strict_slashes=false" => rule.strict_slashes = false,
            "merge_slashes=false" => rule.merge_slashes = false,
            _ => {
                let named = word.strip_prefix("subdomain=\"").map(|_| ("subdomain=\"", false));
                let named = named.or_else(|| word.strip_prefix("host=\"").map(|_| ("host=\"", true)));
                let Some((before, host)) = named else {
                    let message = if word.is_empty() {
                        "no rule follows"
                    } else {
                        "here a rule, or an option, is expected"
                    };
                    return Err((format!("{message} in `{line}`"), WRITE));
                };
                let quoted = line.split_once(before).map_or("", |(_, quoted)| quoted);
                let (text, after) = quoted_text(quoted)
                    .ok_or_else(|| (format!("a quote is not closed in `{line}`"), WRITE))?;
                rest = after.trim_start();
                rule.domain = Some(domain(text, host)?);
            }
        }
    }
    let text = leak(&unescaped(rest));
    let parsed = parsed(text, grammar::parse(text, rule.merge_slashes))?;
    (rule.parts, rule.variables) = parsed.leak();
    rule.text = text;
    Ok(rule)
}

/// The methods that a line begins with, and what follows.
fn methods(line: &str) -> Result<(Methods<'static>, &str), Fault> {
    let (mut bits, mut any) = (0, false);
    let mut extra: Vec<&'static str> = Vec::new();
    let mut rest = line;
    loop {
        let end = rest.find([',', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() || name.contains(['/', '=', '"', '<']) {
            return Err((format!("no method stands before the rule in `{line}`"), WRITE));
        }
        match method::bit(name) {
            Some(bit) => bits |= bit,
            None if name == "ANY" => any = true,
            None => extra.push(leak(name)),
        }
        match after.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => {
                if bits & 1 == 1 {
                    bits |= 2;
                }
                let methods = if any { Methods::ANY } else { Methods::new(bits, extra.leak()) };
                return Ok((methods, after.trim_start()));
            }
        }
    }
}

/// The text up to the quote that closes it, and what follows.
fn quoted_text(quoted: &str) -> Option<(String, &str)> {
    let mut before = ' ';
    for (at, c) in quoted.char_indices() {
        if c == '"' && before != '\\' {
            return Some((unescaped(&quoted[..at].replace("\\\"", "\"")), &quoted[at + 1..]));
        }
        before = if before == '\\' { ' ' } else { c };
    }
    None
}

fn domain(text: String, host: bool) -> Result<&'static Domain<'static>, Fault> {
    let text = leak(&text);
    let (parts, variables) = parsed(text, grammar::parse_domain(text))?.leak();
    let Some(part) = parts.first().copied() else {
        return Err((format!("`{text}` is no host"), WRITE));
    };
    Ok(Box::leak(Box::new(Domain { text, part, variables, host })))
}

fn parsed<'t>(
    text: &str,
    read: Result<ParsedRule<'t>, Vec<crate::diagnostic::SyntaxError>>,
) -> Result<ParsedRule<'t>, Fault> {
    read.map_err(|errors| {
        let first = errors.first().map(|error| error.render(text)).unwrap_or_default();
        (first, "")
    })
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match if c == '\\' { characters.next() } else { None } {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('s') => plain.push(' '),
            Some(other) => plain.push(other),
            None => plain.push(c),
        }
    }
    plain
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
