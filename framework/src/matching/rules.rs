//! The rules of a whole app as data.

use std::fmt;

use wegwerk_routing::method;
use wegwerk_routing::rule::{Action, Place};
use wegwerk_routing::table::{Leaf, Mounted, Table};

/// Every rule of a whole app, each once for every place that its app is mounted at: those that take requests in the order
/// of the table, then those that URLs are only built from.
#[derive(Clone, Debug)]
pub struct Rules {
    pub(super) all: std::vec::IntoIter<Rule>,
}

impl Rules {
    pub(crate) fn of(table: &'static Table) -> Self {
        let of = |leaf: &Leaf| Some(Rule { rule: leaf.rule, mounted: table.mounted(leaf)?, table });
        let taking = table.leaves().iter().filter_map(of);
        let built = table.mounts().iter().flat_map(|mounted| {
            let rules = mounted.map.endpoints.iter().flat_map(|endpoint| endpoint.rules);
            let only = rules.filter(|rule| matches!(rule.action, Action::BuildOnly));
            only.map(move |rule| Rule { rule, mounted, table })
        });
        Rules { all: taking.chain(built).collect::<Vec<_>>().into_iter() }
    }
}

impl Iterator for Rules {
    type Item = Rule;

    fn next(&mut self) -> Option<Rule> {
        self.all.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.all.size_hint()
    }
}

impl ExactSizeIterator for Rules {}

/// A rule, where its app is mounted. It displays as its methods, its subdomain or host, and its text.
#[derive(Clone, Copy)]
pub struct Rule {
    rule: &'static wegwerk_routing::rule::Rule<'static>,
    mounted: &'static Mounted,
    table: &'static Table,
}

impl Rule {
    /// The rule with the prefixes that it is mounted under: `/admin/user/<int:id>`.
    pub fn text(&self) -> String {
        self.mounted.texts().iter().copied().chain([self.rule.text]).collect()
    }

    /// The rule as it is written in its app: `/user/<int:id>`.
    pub fn own_text(&self) -> &'static str {
        self.rule.text
    }

    /// The endpoint, after the mounts that lead to its app: `["admin", "user"]`. Parts of an app are no mounts.
    pub fn endpoint(&self) -> Vec<&'static str> {
        way(self.mounted).chain([self.rule.endpoint]).collect()
    }

    /// The name of the app.
    pub fn app(&self) -> &'static str {
        self.mounted.map.app
    }

    /// The methods that it takes.
    pub fn methods(&self) -> Methods {
        Methods(self.rule.methods)
    }

    /// The subdomain or host that it is for, as it is written; `None` where it names none.
    pub fn domain(&self) -> Option<&'static str> {
        self.mounted.domain.or(self.rule.domain).map(|domain| domain.text)
    }

    /// Whether [`domain`](Rule::domain) is a whole host rather than a subdomain.
    pub fn is_host(&self) -> bool {
        self.mounted.domain.or(self.rule.domain).is_some_and(|domain| domain.host)
    }

    /// The names and texts of its defaults.
    pub fn defaults(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rule.defaults.iter().map(|default| (default.name, default.text))
    }

    /// Whether it takes WebSocket handshakes, and nothing else.
    pub fn is_websocket(&self) -> bool {
        self.rule.websocket
    }

    /// Whether it sends every client to the rule that it stands for.
    pub fn is_alias(&self) -> bool {
        matches!(self.rule.action, Action::Alias { canonical: [_, ..] })
    }

    /// Whether it sends every client to another address.
    pub fn is_redirect(&self) -> bool {
        matches!(self.rule.action, Action::RedirectTo(_))
    }

    /// Whether it takes no request: URLs are built from it.
    pub fn is_build_only(&self) -> bool {
        matches!(self.rule.action, Action::BuildOnly)
    }

    /// Whether its handler is called on a thread that may block.
    pub fn is_blocking(&self) -> bool {
        self.rule.blocking
    }

    /// The priority that settles ties.
    pub fn priority(&self) -> i16 {
        self.rule.priority
    }

    /// The file, the line and the column where it is written, both from 1.
    pub fn place(&self) -> (&'static str, u32, u32) {
        let Place { file, line, column } = *self.rule.place;
        (file, line, column)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.methods())?;
        if let Some(domain) = self.domain() {
            write!(f, "{domain} ")?;
        }
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = self.table.leaves().len();
        write!(f, "Rule({self}: {} of {others})", self.endpoint().join("."))
    }
}

/// The mounts that lead to an app, by the names of their methods.
pub(crate) fn way(mounted: &'static Mounted) -> impl Iterator<Item = &'static str> {
    let mounts = (0..usize::from(mounted.depth)).filter_map(|n| mounted.mount(n));
    mounts.filter(|mount| !mount.part).map(|mount| mount.name)
}

/// The methods that a rule takes. They display as in an `Allow` field, or as `ANY`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Methods(wegwerk_routing::method::Methods<'static>);

impl Methods {
    #[cfg(feature = "openapi")]
    pub(crate) fn of(methods: wegwerk_routing::method::Methods<'static>) -> Self {
        Methods(methods)
    }

    /// Whether every method there is is taken.
    pub fn is_any(&self) -> bool {
        self.0.is_any()
    }

    /// Whether this method is.
    pub fn contains(&self, method: &str) -> bool {
        self.0.contains(method)
    }

    /// Their names, standard ones first; none where every method is taken.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let bits = self.0.bits();
        let standard = method::STANDARD.iter().enumerate().filter(move |(n, _)| bits >> n & 1 == 1);
        standard.map(|(_, name)| *name).chain(self.0.extra().iter().copied())
    }
}

impl fmt::Display for Methods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_any() {
            return f.write_str("ANY");
        }
        let names: Vec<&str> = self.names().collect();
        f.write_str(&names.join(", "))
    }
}

impl fmt::Debug for Methods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Methods({self})")
    }
}
