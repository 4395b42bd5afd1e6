//! The rules that URLs are built from.

use std::collections::HashMap;

use crate::model::{Handler, Model, RuleModel};

/// The rules of a block by their ids.
pub(crate) struct Rules<'m> {
    by_id: HashMap<usize, &'m RuleModel>,
    by_host: bool,
}

impl<'m> Rules<'m> {
    pub(crate) fn of(model: &'m Model) -> Self {
        let all = model.rules.iter().chain(&model.build_only);
        Rules { by_id: all.map(|rule| (rule.id, rule)).collect(), by_host: model.options.host_matching }
    }

    /// Those that a URL of the handler is built from. Of two that ask for the same values the one behind is never built,
    /// unless the host decides.
    pub(crate) fn built(&self, handler: &Handler) -> Vec<&'m RuleModel> {
        let mut rules: Vec<&RuleModel> =
            handler.rules.iter().filter_map(|id| self.by_id.get(id).copied()).collect();
        if self.by_host {
            return rules;
        }
        rules.sort_by_key(|rule| !rule.data.methods.contains("GET"));
        let mut built: Vec<&RuleModel> = Vec::new();
        for rule in rules {
            let takes_the_same =
                |first: &&RuleModel| first.data.defaults.is_empty() && first.arguments == rule.arguments;
            if !built.iter().any(takes_the_same) {
                built.push(rule);
            }
        }
        built
    }
}
