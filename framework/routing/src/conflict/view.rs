//! A rule as the checks see it: under the prefixes it is mounted at.

use crate::method::Methods;
use crate::rule::{Part, Rule};

/// The parts of a rule, those of the prefixes it is mounted under before its own.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The parts of each prefix, outermost first.
    pub prefixes: &'a [&'a [Part<'a>]],
    /// The rule's own parts.
    pub own: &'a [Part<'a>],
}

impl<'a> Parts<'a> {
    /// How many parts there are.
    pub const fn len(&self) -> usize {
        let mut length = self.own.len();
        let mut i = 0;
        while i < self.prefixes.len() {
            length += self.prefixes[i].len();
            i += 1;
        }
        length
    }

    /// Whether there is no part.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The part at `index`, counted over all prefixes.
    pub const fn get(&self, index: usize) -> Option<&'a Part<'a>> {
        let mut index = index;
        let mut i = 0;
        while i < self.prefixes.len() {
            let prefix = self.prefixes[i];
            if index < prefix.len() {
                return Some(&prefix[index]);
            }
            index -= prefix.len();
            i += 1;
        }
        if index < self.own.len() { Some(&self.own[index]) } else { None }
    }
}

/// What the checks need of a rule.
///
/// ```
/// use wegwerk_routing::conflict::{Order, View, order};
/// use wegwerk_routing::method::Methods;
/// use wegwerk_routing::rule::Part;
///
/// const fn literal(text: &str) -> Part<'_> {
///     Part { pattern: text, pieces: &[], weight: &[], rest: false, suffixed: false }
/// }
/// const LOGIN: View = View::new(&[literal("login")], Methods::ANY);
/// const ADMIN_LOGIN: View = View::new(&[literal("login")], Methods::ANY).under(&[&[literal("admin")]]);
///
/// const { assert!(matches!(order(&LOGIN, &LOGIN), Order::Tie)) }
/// const { assert!(matches!(order(&LOGIN, &ADMIN_LOGIN), Order::Disjoint)) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its parts, those of the prefixes included.
    pub parts: Parts<'a>,
    /// The subdomain or host that it is for; `None` where rules are not told apart by them.
    pub domain: Option<&'a Part<'a>>,
    /// The methods that it takes.
    pub methods: Methods<'a>,
    /// As [`Rule::websocket`].
    pub websocket: bool,
    /// As [`Rule::strict_slashes`].
    pub strict_slashes: bool,
    /// As [`Rule::priority`].
    pub priority: i16,
}

impl<'a> View<'a> {
    /// A rule of these parts, strict about slashes and of priority 0.
    pub const fn new(parts: &'a [Part<'a>], methods: Methods<'a>) -> Self {
        let parts = Parts { prefixes: &[], own: parts };
        View { parts, domain: None, methods, websocket: false, strict_slashes: true, priority: 0 }
    }

    /// `rule`, not mounted.
    pub const fn of(rule: &Rule<'a>) -> Self {
        View {
            parts: Parts { prefixes: &[], own: rule.parts },
            domain: match rule.domain {
                Some(domain) => Some(&domain.part),
                None => None,
            },
            methods: rule.methods,
            websocket: rule.websocket,
            strict_slashes: rule.strict_slashes,
            priority: rule.priority,
        }
    }

    /// The same rule, mounted under `prefixes`, outermost first. A prefix has one part per segment and no
    /// empty part for a slash at its end.
    pub const fn under(self, prefixes: &'a [&'a [Part<'a>]]) -> Self {
        View { parts: Parts { prefixes, own: self.parts.own }, ..self }
    }

    /// The same rule for another subdomain or host.
    pub const fn at(self, domain: Option<&'a Part<'a>>) -> Self {
        View { domain, ..self }
    }

    /// What a path may have after the last part that stands for text.
    pub(super) const fn tail(&self) -> Tail {
        let length = self.parts.len();
        if length >= 2
            && let Some(part) = self.parts.get(length - 2)
            && part.suffixed
        {
            return Tail { core: length - 1, slashes: 1, guarded: true, branch: true };
        }
        if length >= 1
            && let Some(part) = self.parts.get(length - 1)
            && part.is_static()
            && part.pattern.is_empty()
        {
            let slashes = if self.strict_slashes { 1 } else { 2 };
            return Tail { core: length - 1, slashes, guarded: false, branch: true };
        }
        // A part that takes the rest leaves no slash behind it.
        let last = if length == 0 { None } else { self.parts.get(length - 1) };
        let slashes = match last {
            Some(Part { rest: true, .. }) => 0,
            _ if self.strict_slashes => 0,
            _ => 1,
        };
        Tail { core: length, slashes, guarded: false, branch: false }
    }
}

/// How the paths that a rule reacts to end: its first `core` parts, then some slashes. A strict branch also
/// redirects the path without its slash; a lax rule takes one slash more, unless it takes the rest of the path anyway.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    /// The number of parts before the slashes.
    pub(super) core: usize,
    /// The largest number of slashes.
    pub(super) slashes: usize,
    /// Whether no slash may stand before them.
    pub(super) guarded: bool,
    /// Whether the rule is written with a slash at its end.
    pub(super) branch: bool,
}
