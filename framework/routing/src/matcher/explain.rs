//! Why each rule takes a request or does not: the lookup once more, rule by rule, for tools. What becomes of the request is
//! what [`Table::find`] says; a rule by itself is walked with the same tests as the tree.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::search::{Hit, Search};
use super::{Outcome, Request};
use crate::path::Path;
use crate::pattern::{self, Captures, MAX_PATH};
use crate::steps::Steps;
use crate::table::{Leaf, Table};

/// What becomes of a request, and of each rule that might take it.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// As [`Table::find`] gives it.
    pub outcome: Outcome<'static>,
    /// The rule that takes the request, or for whose slash the client is sent on.
    pub by: Option<&'static Leaf>,
    /// Every rule in the order of the table, and whether it fits by itself.
    pub rules: Vec<(&'static Leaf, Reason)>,
}

/// Whether a rule fits a request, were it the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It does.
    Fits,
    /// It does with a slash added: the client is sent there.
    FitsWithSlash,
    /// It does without the doubled slashes; but another rule takes the path as it is.
    FitsMerged,
    /// It is for another subdomain or host.
    Domain,
    /// This segment of the rule, counted from 0, does not take this text of the path.
    Segment(usize, String),
    /// The path ends before this segment of the rule.
    Ends(usize),
    /// The path goes on with this where the rule ends.
    GoesOn(String),
    /// The path has a slash at its end, which the rule refuses.
    Slash,
    /// It would without the doubled slashes, which it does not merge.
    Doubled,
    /// The value of this variable is refused: by its converter's limits where the flag is set, else by a type.
    Refused(&'static str, String, bool),
    /// Its methods are others.
    Method,
    /// It is for WebSocket handshakes, or for everything else.
    WebSocket,
}

impl Table {
    /// Looks a request up, and says of each rule why it takes it or does not.
    pub fn explain(&self, request: &Request<'_>) -> Explanation {
        let mut captures = Captures::new();
        let outcome = self.find(request, &mut captures);
        let merges = self.merge_slashes && request.path.is_doubled();
        let merged = merges.then(|| request.path.merged());
        let hit = |path| Search::new(self, request, path, &mut Captures::new()).run();
        // The rule, and whether it takes the path as it is.
        let by = match (&outcome, &merged) {
            (Outcome::Found(leaf), _) => Some((*leaf, true)),
            (Outcome::Redirect(_), merged) => match (hit(request.path), merged) {
                (Hit::Slash(leaf), _) => Some((leaf, true)),
                (_, Some(merged)) => match hit(merged) {
                    Hit::Leaf(leaf) | Hit::Slash(leaf) => Some((leaf, false)),
                    Hit::None => None,
                },
                _ => None,
            },
            _ => None,
        };
        let is_unmerged = by.is_some_and(|(_, as_it_is)| as_it_is);
        let reason = |leaf, path| Search::new(self, request, path, &mut Captures::new()).reason(leaf);
        let with_merged = |leaf: &'static Leaf| match (reason(leaf, request.path), &merged) {
            (Reason::Segment(..) | Reason::Ends(_) | Reason::GoesOn(_) | Reason::Slash, Some(merged)) => {
                match reason(leaf, merged) {
                    Reason::Fits if !leaf.rule.merge_slashes => Reason::Doubled,
                    Reason::Fits | Reason::FitsWithSlash if is_unmerged => Reason::FitsMerged,
                    other => other,
                }
            }
            (reason, _) => reason,
        };
        let rules = self.leaves().iter().map(|leaf| (leaf, with_merged(leaf))).collect();
        Explanation { outcome, by: by.map(|(leaf, _)| leaf), rules }
    }
}

impl Search<'_> {
    /// Walks a single rule as the search in the tree would.
    fn reason(&mut self, leaf: &'static Leaf) -> Reason {
        if self.table.hosts && !self.is_for(leaf) {
            return Reason::Domain;
        }
        let (path, mounts) = (self.path, self.table.mounts());
        let bytes = path.bytes();
        if !path.marks().at_start() {
            return Reason::Ends(0);
        }
        let (mut at, mut depth) = (1, 0);
        while let Some(part) = leaf.part(mounts, depth) {
            if at > bytes.len() {
                let is_branch = part.is_static() && part.pattern.is_empty();
                let is_last = leaf.part(mounts, depth + 1).is_none();
                return if is_branch && is_last {
                    self.without_slash(leaf, depth)
                } else {
                    Reason::Ends(depth)
                };
            }
            let end = at + bytes[at..].iter().position(|byte| *byte == b'/').unwrap_or(bytes.len() - at);
            let next = if part.is_static() {
                (part.pattern.as_bytes() == &bytes[at..end]).then_some(end + 1)
            } else {
                self.fits_part(part, at, end)
            };
            let Some(next) = next else {
                let end = if part.rest { bytes.len() } else { end };
                return Reason::Segment(depth, text(path, at, end));
            };
            (at, depth) = (next, depth + 1);
        }
        if at > bytes.len() || at == bytes.len() && !leaf.rule.strict_slashes {
            self.judge(leaf)
        } else if at == bytes.len() {
            Reason::Slash
        } else {
            Reason::GoesOn(text(path, at, bytes.len()))
        }
    }

    /// Whether the rule is for the subdomain or host.
    fn is_for(&mut self, leaf: &Leaf) -> bool {
        let domain = self.request.domain.as_bytes();
        let Some(part) = leaf.domain.filter(|_| domain.len() <= MAX_PATH) else { return false };
        if part.is_static() {
            return part.pattern.as_bytes() == domain;
        }
        pattern::matches(part.pieces, domain, (0, domain.len()), self.captures, &mut Steps::default())
    }

    /// The path lacks the slash that the rule ends in.
    fn without_slash(&self, leaf: &'static Leaf, depth: usize) -> Reason {
        match self.judge(leaf) {
            Reason::Fits if !leaf.rule.strict_slashes => Reason::Fits,
            Reason::Fits if !self.leads_back() => Reason::FitsWithSlash,
            refused @ Reason::Refused(..) => refused,
            // What does not take the method counts as another path.
            _ => Reason::Ends(depth),
        }
    }

    /// Whether a rule whose path fits takes the request.
    fn judge(&self, leaf: &'static Leaf) -> Reason {
        if let Some((n, limits)) = self.refused(leaf) {
            let name = self.table.variable(leaf, n).map_or("", |variable| variable.name);
            return Reason::Refused(name, self.value(leaf, n).unwrap_or_default().to_owned(), limits);
        }
        if !self.has_method(leaf) {
            Reason::Method
        } else if leaf.rule.websocket != self.request.websocket {
            Reason::WebSocket
        } else {
            Reason::Fits
        }
    }
}

/// A piece of a path, for people.
fn text(path: &Path<'_>, from: usize, to: usize) -> String {
    path.text().get(from..to).unwrap_or_default().to_owned()
}
