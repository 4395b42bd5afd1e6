//! Witnesses that converters' limits let pass too: the numbers of one are changed until `min`, `max` and `fixed_digits` of
//! both rules take them. Not for const evaluation: it tries texts, each of them against both rules.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::view::View;
use super::witness::Witness;
use crate::pattern::{Captures, matches};
use crate::rule::{Class, Limits, Part, Piece};
use crate::steps::Steps;

/// The texts that are tried, at most.
const TRIES: usize = 20_000;

/// A rule as it was compared, with the limits of its variables.
#[derive(Clone, Copy, Debug)]
pub struct Limited<'a> {
    /// The rule.
    pub view: &'a View<'a>,
    /// What the converter of each variable of its path refuses, in their order, those of its prefixes included.
    pub path: &'a [Limits],
    /// The same of its subdomain or host.
    pub domain: &'a [Limits],
}

/// The request of a conflict, or one like it that the limits of both rules let pass; `None` where none was found.
///
/// ```
/// use wegwerk_routing::conflict::{Limited, Verdict, View, conflict, within_limits};
/// use wegwerk_routing::grammar;
/// use wegwerk_routing::method::Methods;
///
/// let (parts, variables) = grammar::parse("/<int(fixed_digits=4):year>", true).unwrap().leak();
/// let view = View::new(parts, Methods::ANY);
/// let Verdict::Conflict(witness) = conflict(&view, &view) else { panic!("it is the same rule") };
/// assert_eq!(witness.to_string(), "GET /7");
/// let rule = Limited { view: &view, path: &[variables[0].limits], domain: &[] };
/// assert_eq!(within_limits(witness, [rule, rule]).unwrap().to_string(), "GET /7777");
/// ```
pub fn within_limits<'w>(witness: Witness<'w>, rules: [Limited<'_>; 2]) -> Option<Witness<'w>> {
    let mut found = witness;
    if let Some(path) = witness.path() {
        let sides = rules.map(|rule| Side { parts: path_parts(rule.view), limits: rule.path, is_path: true });
        found.replace(&pass(path, &sides)?);
    }
    if let Some(domain) = witness.domain() {
        let sides = rules.map(|rule| {
            let parts = rule.view.domain.into_iter().copied().collect();
            Side { parts, limits: rule.domain, is_path: false }
        });
        found.replace_domain(&pass(domain, &sides)?);
    }
    Some(found)
}

/// The parts before the slashes at the end.
fn path_parts<'a>(view: &View<'a>) -> Vec<Part<'a>> {
    (0..view.tail().core).filter_map(|n| view.parts.get(n)).copied().collect()
}

struct Side<'a> {
    parts: Vec<Part<'a>>,
    limits: &'a [Limits],
    /// The parts are segments of a path; else there is one, and it is the whole text.
    is_path: bool,
}

/// The text, or one with other numbers, that both sides take.
fn pass(text: &str, sides: &[Side<'_>; 2]) -> Option<String> {
    if sides.iter().all(|side| side.takes(text)) {
        return Some(String::from(text));
    }
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for side in sides {
        let captures = side.captures(text)?;
        let limited = captures.iter().zip(side.limits).filter(|(_, limits)| !matches!(limits, Limits::None));
        for (span, _) in limited {
            if spans.iter().all(|other| span.1 <= other.0 || other.1 <= span.0) {
                spans.push(span);
            }
        }
    }
    spans.sort_unstable();
    let numbers = numbers(sides);
    let choices: Vec<Vec<String>> =
        spans.iter().map(|(start, end)| choices(&text[*start..*end], &numbers, sides)).collect();
    let count =
        choices.iter().try_fold(1usize, |count, texts| count.checked_mul(texts.len())).unwrap_or(TRIES);
    (0..count.min(TRIES)).find_map(|n| {
        let (mut n, mut tried) = (n, String::from(text));
        for ((start, end), texts) in spans.iter().zip(&choices).rev() {
            tried.replace_range(start..end, &texts[n % texts.len()]);
            n /= texts.len();
        }
        sides.iter().all(|side| side.takes(&tried)).then_some(tried)
    })
}

/// The numbers that matter: if any is within all bounds, one of the bounds is.
fn numbers(sides: &[Side<'_>; 2]) -> Vec<String> {
    let mut numbers = Vec::new();
    let decimal = |number: f64| {
        let text = format!("{number}");
        if text.contains('.') { text } else { format!("{text}.0") }
    };
    for limits in sides.iter().flat_map(|side| side.limits) {
        match *limits {
            Limits::None => {}
            Limits::Int { min, max, .. } => {
                numbers.extend([min, max].into_iter().flatten().map(|number| format!("{number}")));
            }
            Limits::Float { min, max } => numbers.extend([min, max].into_iter().flatten().map(decimal)),
        }
    }
    numbers
}

/// What may stand in place of a number: one like it, or one that matters, as short and as long as is asked for.
fn choices(written: &str, numbers: &[String], sides: &[Side<'_>; 2]) -> Vec<String> {
    let mut lengths: Vec<usize> = Vec::from([0, written.len()]);
    let mut choices: Vec<String> = Vec::from([String::from(written)]);
    let mut add = |text: String| {
        if !choices.contains(&text) {
            choices.push(text);
        }
    };
    for limits in sides.iter().flat_map(|side| side.limits) {
        if let Limits::Int { fixed_digits, .. } = limits
            && *fixed_digits > 0
        {
            lengths.push(*fixed_digits as usize);
            add("7".repeat(*fixed_digits as usize));
        }
    }
    for number in numbers {
        for length in &lengths {
            add(padded(number, *length));
        }
    }
    let pieces = sides.iter().flat_map(|side| &side.parts).flat_map(|part| part.pieces);
    for piece in pieces {
        if let Piece::Variable(Class::Any(items)) = piece {
            items.iter().for_each(|item| add(String::from(*item)));
        }
    }
    choices
}

/// A number with zeros before it, up to a length that counts its sign.
fn padded(number: &str, length: usize) -> String {
    let (sign, digits) =
        if let Some(digits) = number.strip_prefix('-') { ("-", digits) } else { ("", number) };
    let zeros = length.saturating_sub(number.len());
    format!("{sign}{}{digits}", "0".repeat(zeros))
}

impl Side<'_> {
    /// Whether the text fits, and the limits let its values pass.
    fn takes(&self, text: &str) -> bool {
        self.captures(text).is_some_and(|captures| {
            captures.iter().zip(self.limits).all(|((start, end), limits)| limits.allow(&text[start..end]))
        })
    }

    /// What the variables take of the text; of a path without the slashes at its end where it does not fit with them.
    fn captures(&self, text: &str) -> Option<Captures> {
        if !self.is_path {
            return self.captures_of(text, 0);
        }
        let shorter = [0, 1, 2].into_iter().filter_map(|slashes| {
            let (kept, end) = text.split_at_checked(text.len().checked_sub(slashes)?)?;
            end.bytes().all(|byte| byte == b'/').then_some(kept)
        });
        shorter.into_iter().find_map(|text| self.captures_of(text, 1))
    }

    fn captures_of(&self, text: &str, from: usize) -> Option<Captures> {
        let (bytes, mut at, mut captures) = (text.as_bytes(), from, Captures::new());
        for part in &self.parts {
            let rest = bytes.get(at..)?;
            let length = match rest.iter().position(|byte| *byte == b'/') {
                Some(length) if self.is_path && !part.rest => length,
                _ => rest.len(),
            };
            let fits = if part.is_static() {
                &rest[..length] == part.pattern.as_bytes()
            } else {
                matches(part.pieces, bytes, (at, at + length), &mut captures, &mut Steps::default())
            };
            if !fits {
                return None;
            }
            at += length + 1;
        }
        (at > bytes.len()).then_some(captures)
    }
}
