//! What the tree finds agrees with a search that groups the rules anew at each segment and tries everything.

use super::*;
use crate::pattern;
use crate::rule::Part;
use crate::steps::Steps;

/// `/rule a b` as in Werkzeug's state machine, `308`, the methods of a 405, or `404`.
struct Plain<'t> {
    rules: Vec<&'t Rule<'static>>,
    bytes: Vec<u8>,
    method: &'t str,
    allowed: u16,
}

impl Plain<'_> {
    fn ask(table: &Table, method: &str, raw: &str) -> String {
        let path = Path::decode(raw);
        let rules = table.leaves().iter().map(|leaf| leaf.rule).collect();
        let mut plain = Plain { rules, bytes: path.bytes().to_vec(), method, allowed: 0 };
        let all = (0, plain.rules.len());
        // From `/` no redirect leads anywhere.
        let found = plain.visit(all, 0, 1, Vec::new()).filter(|found| found != "308" || path.bytes() != b"/");
        match found {
            Some(found) => found,
            None if plain.allowed != 0 => format!("405 {}", plain.allowed),
            None => "404".into(),
        }
    }

    fn visit(
        &mut self,
        (first, last): (usize, usize),
        depth: usize,
        at: usize,
        found: Vec<String>,
    ) -> Option<String> {
        let part = |n: usize, rules: &[&Rule<'static>]| rules[n].parts.get(depth).copied();
        if at > self.bytes.len() {
            if let Some(n) = self.ending((first, last), depth, |_| true) {
                return Some(self.found(n, &found));
            }
            let branch = |n: &usize| {
                part(*n, &self.rules).is_some_and(|p| p.is_static() && p.pattern.is_empty())
                    && self.rules[*n].parts.len() == depth + 1
                    && self.rules[*n].methods.contains(self.method)
            };
            let n = (first..last).find(branch)?;
            return Some(if self.rules[n].strict_slashes { "308".into() } else { self.found(n, &found) });
        }
        let rest = &self.bytes[at..];
        let length = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
        let last_empty = rest.is_empty();
        let mut groups: Vec<(Part<'static>, usize, usize)> = Vec::new();
        for n in first..last {
            match (part(n, &self.rules), groups.last_mut()) {
                (Some(part), Some(group)) if group.0 == part => group.2 = n + 1,
                (Some(part), _) => groups.push((part, n, n + 1)),
                (None, _) => {}
            }
        }
        for (part, from, to) in groups {
            let (mut end, mut captures) = (at + length, Captures::new());
            let mut next = end + 1;
            if part.rest {
                end = self.bytes.len();
                next = end + 1;
                if part.suffixed && self.bytes.ends_with(b"/") && end > at {
                    if self.bytes[at..].ends_with(b"//") {
                        continue;
                    }
                    (end, next) = (end - 1, end);
                }
            }
            let fits = if part.is_static() {
                &self.bytes[at..end] == part.pattern.as_bytes()
            } else {
                pattern::matches(part.pieces, &self.bytes, (at, end), &mut captures, &mut Steps::default())
            };
            if fits {
                let texts = captures.iter().map(|(a, b)| String::from_utf8_lossy(&self.bytes[a..b]).into());
                let found = found.iter().cloned().chain(texts).collect();
                if let Some(hit) = self.visit((from, to), depth + 1, next, found) {
                    return Some(hit);
                }
            }
        }
        if last_empty {
            let n = self.ending((first, last), depth, |rule| !rule.strict_slashes)?;
            return Some(self.found(n, &found));
        }
        None
    }

    /// The first rule of this kind that ends here and takes the method.
    fn ending(
        &mut self,
        (first, last): (usize, usize),
        depth: usize,
        kind: impl Fn(&Rule<'static>) -> bool,
    ) -> Option<usize> {
        (first..last).find(|n| self.rules[*n].parts.len() == depth && kind(self.rules[*n]) && self.takes(*n))
    }

    fn takes(&mut self, n: usize) -> bool {
        let takes = self.rules[n].methods.contains(self.method);
        if !takes {
            self.allowed |= self.rules[n].methods.bits();
        }
        takes
    }

    fn found(&self, n: usize, found: &[String]) -> String {
        format!("{} {}", self.rules[n].text, found.join(" "))
    }
}

/// The same of the table, without merging slashes.
fn tree(table: &Table, method: &str, raw: &str) -> String {
    let (path, mut captures) = (Path::decode(raw), Captures::new());
    match table.find(&Request::new(method, &path), &mut captures) {
        Outcome::Found(leaf) => {
            let texts: Vec<&str> = captures.iter().map(|(start, end)| &path.text()[start..end]).collect();
            format!("{} {}", leaf.rule.text, texts.join(" "))
        }
        Outcome::Redirect(_) => "308".into(),
        Outcome::NotAllowed(allowed) => {
            format!("405 {}", allowed.methods().filter_map(method::bit).fold(0, |all, bit| all | bit))
        }
        _ => "404".into(),
    }
}

#[test]
fn what_is_found_agrees_with_a_search_that_tries_everything() {
    const SEGMENTS: [&str; 16] = [
        "a",
        "b",
        "7",
        "abcdefg",
        "abcdefgh",
        "abcdefgi",
        "abcdefghijklmnopqr",
        "abcdefghXjklmnopqr",
        "<x@>",
        "<y@>+",
        "<int:n@>",
        "<a@>-<b@>",
        "<string(minlength=0):e@>",
        "<any(a, b):c@>",
        "<path:p@>",
        "<path:p@>/a",
    ];
    const TEXTS: [&str; 15] = [
        "a",
        "b",
        "7",
        "abcdefg",
        "abcdefgh",
        "abcdefgi",
        "abcdefghijklmnopqr",
        "abcdefghXjklmnopqr",
        "",
        "a+",
        "a-b",
        "77",
        "x",
        "abcdefghYjklmnopqr",
        "%2F",
    ];
    let mut seed = 0x5eed_0f7e_e000_0001_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let mut seen = [0; 4];
    for _ in 0..300 {
        let mut rules: Vec<&'static str> = Vec::new();
        for _ in 0..1 + below(24) {
            let mut text = String::from(["", "", "GET ", "POST "][below(4)]);
            for n in 0..1 + below(4) {
                // A name stands once in a rule.
                text += &format!("/{}", SEGMENTS[below(SEGMENTS.len())].replace('@', &n.to_string()));
            }
            text += ["", "", "/"][below(3)];
            text += ["", "", " lax"][below(3)];
            rules.push(text.leak());
        }
        let mut table = table(&rules);
        table.merge_slashes = false;
        for _ in 0..60 {
            let mut path = String::new();
            for _ in 0..1 + below(5) {
                path += &format!("/{}", TEXTS[below(TEXTS.len())]);
            }
            let method = ["GET", "POST", "PURGE"][below(3)];
            let expected = Plain::ask(&table, method, &path).replace('\u{fffd}', "/");
            seen[match &expected[..3] {
                "404" => 0,
                "405" => 1,
                "308" => 2,
                _ => 3,
            }] += 1;
            assert_eq!(tree(&table, method, &path), expected, "{method} {path} among {rules:?}");
        }
    }
    assert!(seen.iter().all(|count| *count > 300), "{seen:?}");
}
