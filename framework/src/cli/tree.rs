//! The tree of segments that the rules of an app make.

use crate::matching::{Rule, segments};

/// A segment, or several where nothing branches off and no rule ends between them.
pub(super) struct Branch {
    /// As it is written in the rules: `/wiki`, `/<page>`, or a host.
    pub text: String,
    /// The rules that end here.
    pub rules: Vec<Rule>,
    /// What follows, in the order of the table.
    pub children: Vec<Branch>,
}

/// The branches that leave the root: segments, or hosts where rules name any.
pub(super) fn of(rules: &[Rule]) -> Vec<Branch> {
    let by_host = rules.iter().any(|rule| rule.domain().is_some());
    let mut root = Branch { text: String::new(), rules: Vec::new(), children: Vec::new() };
    for rule in rules {
        let mut branch = &mut root;
        if by_host {
            branch = branch.child(match rule.domain() {
                Some(domain) if rule.is_host() => domain.to_owned(),
                Some("") | None => "(no subdomain)".to_owned(),
                Some(domain) => format!("{domain}."),
            });
        }
        for segment in segments(&rule.text()) {
            branch = branch.child(format!("/{segment}"));
        }
        branch.rules.push(*rule);
    }
    root.children.iter_mut().for_each(Branch::join);
    root.children
}

impl Branch {
    /// The child of this text, added where there is none.
    fn child(&mut self, text: String) -> &mut Branch {
        let at = self.children.iter().position(|child| child.text == text).unwrap_or_else(|| {
            self.children.push(Branch { text, rules: Vec::new(), children: Vec::new() });
            self.children.len() - 1
        });
        &mut self.children[at]
    }

    /// Joins with its only child a segment at which no rule ends.
    fn join(&mut self) {
        while self.rules.is_empty() && self.text.starts_with('/') && self.children.len() == 1 {
            let Some(only) = self.children.pop() else { return };
            self.text.push_str(&only.text);
            (self.rules, self.children) = (only.rules, only.children);
        }
        self.children.iter_mut().for_each(Branch::join);
    }
}
