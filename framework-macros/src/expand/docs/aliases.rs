//! What rustdoc's search finds a route by. It takes a text with a slash for an alias only as a whole, so there is the rule
//! as it is written, and what it begins with; and the words in it, which are found as names are.

use crate::model::RuleModel;

/// The aliases of an item that is about these rules.
pub(super) fn of(rules: &[&RuleModel], item: &str) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    let mut add = |alias: &str| {
        let is_allowed = !alias.contains(['"', '\''])
            && !alias.contains(|c: char| c.is_whitespace() && c != ' ')
            && alias.trim_matches(' ') == alias
            && !alias.is_empty();
        if is_allowed && alias != item && !aliases.iter().any(|known| known == alias) {
            aliases.push(alias.to_owned());
        }
    };
    for rule in rules {
        let text = rule.data.text;
        add(text);
        let beginning = text.split('<').next().unwrap_or_default();
        let segments = beginning.rsplit_once('/').map_or("", |(segments, _)| segments);
        add(segments);
        add(text.trim_end_matches('/'));
        let variables = rule.data.variables.iter().map(|variable| variable.name);
        for word in literals(text).chain(variables) {
            if word.len() > 1 && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                add(word);
            }
        }
    }
    aliases
}

/// The words of a rule outside its variables.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    // A name stands behind the last `<`: no literal holds one.
    let literals = text.split('<').enumerate().map(|(n, piece)| match n {
        0 => piece,
        _ => piece.rsplit_once('>').map_or("", |(_, literal)| literal),
    });
    literals.flat_map(|literal| literal.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_literals() {
        let words = |text| literals(text).filter(|word| !word.is_empty()).collect::<Vec<_>>();
        assert_eq!(words("/news/<any(a, \"b>\"):x>-<y>.html"), ["news", "html"]);
        assert!(words("/<short_id>+").is_empty());
    }
}
