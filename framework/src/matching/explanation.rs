//! Why rules take a request or do not.

use std::fmt::{self, Write as _};

use wegwerk_routing::matcher;

use super::rules::Rule;
use super::segments::segments;
use super::{Match, Methods};

/// What becomes of a request, and why each rule takes it or does not: from [`App::explain`](crate::App::explain).
///
/// The outcome is that of the table. It displays as a text of several lines.
///
/// ```
/// # use wegwerk::prelude::*;
/// # struct Blog;
/// # #[app]
/// # impl Blog {
/// #     #[route("/posts/new")]
/// #     fn on_new(&self) -> &'static str { "new" }
/// #     #[route("/posts/<int(max=99):id>")]
/// #     fn on_post(&self, id: u32) -> String { id.to_string() }
/// # }
/// use wegwerk::matching::Reason;
///
/// let explanation = Blog::explain("GET", "localhost", "/posts/300");
/// assert!(explanation.rule().is_none());
/// let (rule, reason) = &explanation.tried()[1];
/// assert_eq!(rule.text(), "/posts/<int(max=99):id>");
/// assert_eq!(reason.to_string(), "`300` is not within the limits of `id`");
/// assert!(matches!(reason, Reason::Limits { .. }));
/// ```
#[derive(Clone, Debug)]
pub struct Explanation {
    pub(super) outcome: Match,
    pub(super) by: Option<Rule>,
    pub(super) tried: Vec<(Rule, Reason)>,
    /// The method is `OPTIONS`: where no rule takes it, the app answers with the methods of those that take the path.
    pub(super) is_options: bool,
}

/// Why a rule takes a request or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It takes the request, or sends the client on.
    Takes,
    /// It fits, but another rule goes before it.
    Later,
    /// It fits, but its priority is lower than that of the rule that takes the request.
    Priority,
    /// It fits but for the slash at the end, and another rule takes the path as it is.
    OtherSlash,
    /// It fits but for the doubled slashes, and another rule takes the path as it is.
    Merged,
    /// It is for another subdomain or host than this.
    Host(String),
    /// A segment of the rule does not take what the path has there.
    Segment {
        /// The segment as it is written in the rule.
        rule: String,
        /// What the path has there, decoded.
        path: String,
    },
    /// The path ends before this segment of the rule; it is empty where a slash is missing.
    Ends(String),
    /// The path goes on with this where the rule ends.
    GoesOn(String),
    /// The path has a slash at its end, which the rule refuses.
    Slash,
    /// The path has doubled slashes, which the rule does not merge.
    Doubled,
    /// A value is not within the limits of its converter.
    Limits {
        /// The name of the variable.
        variable: &'static str,
        /// The value.
        value: String,
    },
    /// The type of the argument does not take a value.
    Type {
        /// The name of the variable.
        variable: &'static str,
        /// The value.
        value: String,
    },
    /// It takes these methods only.
    Method(Methods),
    /// It takes WebSocket handshakes only.
    WebSocketOnly,
    /// It takes no WebSocket handshakes.
    NoWebSocket,
}

impl Explanation {
    /// What becomes of the request.
    pub fn outcome(&self) -> &Match {
        &self.outcome
    }

    /// The rule that takes the request or sends the client on.
    pub fn rule(&self) -> Option<&Rule> {
        self.by.as_ref()
    }

    /// Every rule that takes requests, in the order of the table. None where the host is not one of the server's.
    pub fn tried(&self) -> &[(Rule, Reason)] {
        &self.tried
    }

    /// Whether the answer is no error of the framework: a rule takes the request or sends the client on, or it is an `OPTIONS`
    /// that the app answers with the methods of the path.
    pub fn is_answered(&self) -> bool {
        match self.outcome {
            Match::Found(_) | Match::Redirect(_) => true,
            Match::NotAllowed(_) => self.is_options,
            _ => false,
        }
    }

    /// What the table says of each rule, for the rule that was found.
    pub(super) fn of(
        outcome: Match,
        is_options: bool,
        domain: &str,
        found: &matcher::Explanation,
        all: Vec<Rule>,
    ) -> Self {
        let position =
            found.by.and_then(|by| found.rules.iter().position(|(leaf, _)| std::ptr::eq(*leaf, by)));
        let by = position.and_then(|n| all.get(n).copied());
        let reasons = found.rules.iter().enumerate().zip(all);
        let tried = reasons.map(|((n, (_, reason)), rule)| {
            let own = Some(n) == position;
            (rule, Reason::of(reason, &rule, domain, own, by.as_ref(), Some(n) > position))
        });
        Explanation { outcome, by, tried: tried.collect(), is_options }
    }
}

impl Reason {
    /// Why a rule does not take a request that none takes.
    #[cfg(debug_assertions)]
    pub(crate) fn by_itself(reason: &matcher::Reason, rule: &Rule, domain: &str) -> Self {
        Reason::of(reason, rule, domain, false, None, false)
    }

    fn of(
        reason: &matcher::Reason,
        rule: &Rule,
        domain: &str,
        own: bool,
        by: Option<&Rule>,
        after: bool,
    ) -> Self {
        match reason {
            _ if own => Reason::Takes,
            matcher::Reason::Fits | matcher::Reason::FitsWithSlash => match by {
                Some(by) if by.priority() > rule.priority() => Reason::Priority,
                _ if after => Reason::Later,
                _ => Reason::OtherSlash,
            },
            matcher::Reason::FitsMerged => Reason::Merged,
            matcher::Reason::Domain => Reason::Host(domain.to_owned()),
            matcher::Reason::Segment(n, text) => {
                Reason::Segment { rule: rule.segments_from(*n), path: text.clone() }
            }
            matcher::Reason::Ends(n) => Reason::Ends(rule.segments_from(*n)),
            matcher::Reason::GoesOn(rest) => Reason::GoesOn(rest.clone()),
            matcher::Reason::Slash => Reason::Slash,
            matcher::Reason::Doubled => Reason::Doubled,
            matcher::Reason::Refused(variable, value, true) => {
                Reason::Limits { variable, value: value.clone() }
            }
            matcher::Reason::Refused(variable, value, false) => {
                Reason::Type { variable, value: value.clone() }
            }
            matcher::Reason::Method => Reason::Method(rule.methods()),
            matcher::Reason::WebSocket if rule.is_websocket() => Reason::WebSocketOnly,
            matcher::Reason::WebSocket => Reason::NoWebSocket,
        }
    }
}

impl Rule {
    /// The text of a segment, counted from 0. A variable that takes the rest of the path stands with all that follows.
    fn segments_from(&self, n: usize) -> String {
        let text = self.text();
        let all = segments(&text);
        match all.get(n) {
            Some(segment) if segment.contains("<path:") || segment.contains("<path(") => all[n..].join("/"),
            Some(segment) => (*segment).to_owned(),
            None => String::new(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Takes => f.write_str("takes it"),
            Reason::Later => f.write_str("fits, but goes after the rule that takes it"),
            Reason::Priority => {
                f.write_str("fits, but its priority is lower than that of the rule that takes it")
            }
            Reason::OtherSlash => {
                f.write_str("fits but for the slash at the end, and another rule takes the path as it is")
            }
            Reason::Merged => {
                f.write_str("fits but for the doubled slashes, and another rule takes the path as it is")
            }
            Reason::Host(domain) if domain.is_empty() => f.write_str("is for another host"),
            Reason::Host(domain) => write!(f, "is not for the host `{}`", Shown(domain)),
            Reason::Segment { rule, path } if rule.is_empty() => {
                write!(f, "the path has `{}` after the slash", Shown(path))
            }
            Reason::Segment { rule, path } if path.is_empty() => {
                write!(f, "the path has nothing for `{rule}`")
            }
            Reason::Segment { rule, path } if rule.contains('<') => {
                write!(f, "`{rule}` does not take `{}`", Shown(path))
            }
            Reason::Segment { rule, path } => write!(f, "`{rule}` is not `{}`", Shown(path)),
            Reason::Ends(rule) if rule.is_empty() => f.write_str("the path lacks its slash at the end"),
            Reason::Ends(rule) => write!(f, "the path ends before `{rule}`"),
            Reason::GoesOn(path) => write!(f, "the path goes on with `/{}`", Shown(path)),
            Reason::Slash => f.write_str("takes no slash at the end"),
            Reason::Doubled => f.write_str("does not merge doubled slashes"),
            Reason::Limits { variable, value } => {
                write!(f, "`{}` is not within the limits of `{variable}`", Shown(value))
            }
            Reason::Type { variable, value } => {
                write!(f, "the type of `{variable}` does not take `{}`", Shown(value))
            }
            Reason::Method(methods) => write!(f, "takes {methods} only"),
            Reason::WebSocketOnly => f.write_str("takes WebSocket handshakes only"),
            Reason::NoWebSocket => f.write_str("takes no WebSocket handshakes"),
        }
    }
}

/// What a request has somewhere, on one line that can be read: no control character moves the cursor of a terminal, and of a
/// long text the beginning is enough.
struct Shown<'a>(&'a str);

/// The characters of a text that are shown.
const SHOWN: usize = 80;

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, c) in self.0.chars().enumerate() {
            if n == SHOWN {
                return f.write_char('…');
            }
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        Ok(())
    }
}

/// The outcome in a line, then a line for each rule.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.summary())?;
        let width =
            self.tried.iter().map(|(rule, _)| rule.to_string().chars().count()).max().unwrap_or_default();
        if !self.tried.is_empty() {
            writeln!(f)?;
        }
        for (rule, reason) in &self.tried {
            let mark = if *reason == Reason::Takes { '>' } else { ' ' };
            writeln!(f, "{mark} {:width$}  {reason}", rule.to_string())?;
        }
        Ok(())
    }
}

impl Explanation {
    fn summary(&self) -> String {
        let by = self.by.map_or_else(String::new, |rule| {
            let (file, line, _) = rule.place();
            format!("`{}` -> `{}` at {file}:{line}", rule.text(), rule.endpoint().join("."))
        });
        match &self.outcome {
            Match::Found(found) if found.values().is_empty() => format!("taken by {by}"),
            Match::Found(found) => {
                let values = found.values().iter().map(|(name, value)| format!("{name} = {value:?}"));
                format!("taken by {by} with {}", values.collect::<Vec<_>>().join(", "))
            }
            Match::Redirect(location) => format!("308, sent to {location:?} by {by}"),
            Match::NotAllowed(methods) if self.is_options => {
                format!("204, answered by the app itself: the path is taken with {}", methods.join(", "))
            }
            Match::NotAllowed(methods) => format!("405, the path is taken with {} only", methods.join(", ")),
            Match::WebSocketMismatch
                if self.tried.iter().any(|(_, reason)| *reason == Reason::WebSocketOnly) =>
            {
                "400, the path is taken only as a WebSocket handshake".into()
            }
            Match::WebSocketMismatch => "400, the path takes no WebSocket handshakes".into(),
            Match::NotFound => "404, no rule takes it".into(),
            Match::Misdirected => "421, the host is not one of the app's".into(),
            Match::BadHost => "400, the host is malformed".into(),
        }
    }
}
