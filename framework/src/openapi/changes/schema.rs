//! Changes of schemas: which values are taken, or given, beside those before.

use std::collections::HashSet;
use std::fmt;

use serde_json::Value;

use super::values::{Schema, alternatives, kind, list, order, values_of, width, words, words_off};
use super::{ChangeKind, Direction, Found};

/// How deep in each other choices are tried; further down what is written otherwise is another.
const TRIES: usize = 3;

/// What is not compared any further: who says it otherwise is told.
const OTHERS: [&str; 12] = [
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// Where a schema stands: the operation, what of it, and the way to a field.
#[derive(Clone)]
pub(super) struct At {
    operation: String,
    subject: String,
    field: String,
}

impl At {
    pub(super) fn new(operation: &str, subject: &str) -> Self {
        At { operation: operation.to_owned(), subject: subject.to_owned(), field: String::new() }
    }

    fn field(&self, name: &str) -> Self {
        let dot = if self.field.is_empty() { "" } else { "." };
        At { field: format!("{}{dot}{name}", self.field), ..self.clone() }
    }

    fn items(&self, index: &str) -> Self {
        At { field: format!("{}[{index}]", self.field), ..self.clone() }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        if !self.field.is_empty() {
            write!(f, "`{}` of ", self.field)?;
        }
        f.write_str(&self.subject)
    }
}

/// Two documents, and the changes between schemas of them.
pub(super) struct Compare<'a> {
    before: &'a Value,
    now: &'a Value,
    direction: Direction,
    /// The pairs of references that are being compared, or were.
    seen: HashSet<(String, String)>,
    /// How many choices between several schemas this comparison is tried for, one in the other.
    tries: usize,
    pub(super) found: Found,
}

impl<'a> Compare<'a> {
    pub(super) fn new(before: &'a Value, now: &'a Value, direction: Direction) -> Self {
        Compare { before, now, direction, seen: HashSet::new(), tries: 0, found: Found::default() }
    }

    /// More values than before: what requests may be, and what nobody expects of answers.
    fn wider(&mut self, at: &At, what: &str) {
        let kind = match self.direction {
            Direction::Request => ChangeKind::Addition,
            Direction::Answer => ChangeKind::Breaking,
        };
        self.found.add(kind, format!("{at} {what}"));
    }

    /// Fewer values than before.
    fn narrower(&mut self, at: &At, what: &str) {
        let kind = match self.direction {
            Direction::Request => ChangeKind::Breaking,
            Direction::Answer => ChangeKind::Addition,
        };
        self.found.add(kind, format!("{at} {what}"));
    }

    fn other(&mut self, at: &At, what: &str) {
        self.found.add(ChangeKind::Breaking, format!("{at} {what}"));
    }

    pub(super) fn schema(&mut self, old: &Value, new: &Value, at: &At) {
        let reference =
            |value: &Value| value.get("$ref").and_then(Value::as_str).unwrap_or_default().to_owned();
        let references = (reference(old), reference(new));
        // A pair that comes again, deeper within itself or elsewhere in the same place, has told what there is to tell.
        if !references.0.is_empty() && !references.1.is_empty() && !self.seen.insert(references) {
            return;
        }
        let old = alternatives(self.before, old, 0);
        let new = alternatives(self.now, new, 0);
        match (&old[..], &new[..]) {
            ([old], [new]) => self.one(old, new, at),
            _ => self.several(&old, &new, at),
        }
    }

    /// Schemas of which one or the other fits.
    fn several(&mut self, old: &[Schema], new: &[Schema], at: &At) {
        let fits = |compare: &Self, old: &Schema, new: &Schema| {
            let mut inner = Compare::new(compare.before, compare.now, compare.direction);
            (inner.seen, inner.tries) = (compare.seen.clone(), compare.tries + 1);
            match inner.tries {
                0..=TRIES => inner.one(old, new, at),
                _ => inner.other(at, "is another"),
            }
            inner.found
        };
        let (mut old_left, mut new_left): (Vec<&Schema>, Vec<&Schema>) = (Vec::new(), Vec::new());
        let mut new_met = vec![false; new.len()];
        for old in old {
            // What is the same is itself, whatever else it would fit.
            let same = new.iter().position(|new| words_off(new) == words_off(old));
            if let Some(place) = same {
                new_met[place] = true;
                // What it refers to may be another.
                self.one(old, &new[place], at);
                continue;
            }
            let mut tried = new.iter().map(|new| fits(self, old, new)).enumerate();
            match tried.find(|(_, found)| !found.breaks()) {
                Some((place, mut more)) => {
                    new_met[place] = true;
                    self.found.0.append(&mut more.0);
                }
                None => old_left.push(old),
            }
        }
        for (new, met) in new.iter().zip(&new_met) {
            let is_known = || old.iter().any(|old| !fits(self, old, new).breaks());
            if !met && (self.direction == Direction::Request || !is_known()) {
                new_left.push(new);
            }
        }
        // One of each kind is the same one, changed.
        let mut n = 0;
        while n < old_left.len() {
            let kind = kind(old_left[n]);
            let of_kind =
                |left: &[&Schema]| left.iter().filter(|schema| super::values::kind(schema) == kind).count();
            let place = new_left.iter().position(|new| super::values::kind(new) == kind);
            match place {
                Some(place) if of_kind(&old_left) == 1 && of_kind(&new_left) == 1 => {
                    let (old, new) = (old_left.remove(n), new_left.remove(place));
                    self.one(old, new, at);
                }
                _ => n += 1,
            }
        }
        let verb = |now: &str, was: &str| match self.direction {
            Direction::Request => now.to_owned(),
            Direction::Answer => was.to_owned(),
        };
        let (gone, added) = (verb("can no longer be", "is no longer"), verb("can be", "may be"));
        for old in old_left {
            self.narrower(at, &format!("{gone} {}", words(old)));
        }
        for new in new_left {
            self.wider(at, &format!("{added} {} now", words(new)));
        }
    }

    fn one(&mut self, old: &Schema, new: &Schema, at: &At) {
        let (old_kind, new_kind) = (kind(old), kind(new));
        match (old_kind.as_str(), new_kind.as_str()) {
            (old, new) if old == new => {}
            ("any", _) => return self.narrower(at, &format!("is {} now, it was anything", words(new))),
            (_, "any") => return self.wider(at, &format!("is anything now, it was {}", words(old))),
            ("integer", "number") => self.wider(at, "is number now, it was integer"),
            ("number", "integer") => self.narrower(at, "is integer now, it was number"),
            _ => return self.other(at, &format!("is {} now, it was {}", words(new), words(old))),
        }
        self.values(old, new, at);
        self.bounds(old, new, at);
        self.formats(old, new, at);
        self.items(old, new, at);
        self.fields(old, new, at);
        self.patterned_fields(old, new, at);
        for key in OTHERS.into_iter().filter(|key| old.get(*key) != new.get(*key)) {
            self.other(at, &format!("has another `{key}`"));
        }
        if let (Some(was), Some(is)) = (old.get("default"), new.get("default"))
            && was != is
        {
            self.found.add(ChangeKind::Other, format!("{at} is {is} unless it is said, it was {was}"));
        }
    }

    fn values(&mut self, old: &Schema, new: &Schema, at: &At) {
        match (values_of(old), values_of(new)) {
            (None, None) => {}
            (None, Some(new)) => self.narrower(at, &format!("is one of {} now", list(new.iter()))),
            (Some(old), None) => self.wider(at, &format!("is no longer one of {}", list(old.iter()))),
            (Some(old), Some(new)) => {
                if old.difference(&new).next().is_some() {
                    self.narrower(at, &format!("is no longer {}", list(old.difference(&new))));
                }
                if new.difference(&old).next().is_some() {
                    self.wider(at, &format!("may be {} now", list(new.difference(&old))));
                }
            }
        }
    }

    fn bounds(&mut self, old: &Schema, new: &Schema, at: &At) {
        const LOWER: [(&str, &str); 5] = [
            ("minimum", "the smallest value"),
            ("exclusiveMinimum", "what every value is above"),
            ("minLength", "the smallest length"),
            ("minItems", "the smallest number of items"),
            ("minProperties", "the smallest number of fields"),
        ];
        const UPPER: [(&str, &str); 5] = [
            ("maximum", "the largest value"),
            ("exclusiveMaximum", "what every value is below"),
            ("maxLength", "the largest length"),
            ("maxItems", "the largest number of items"),
            ("maxProperties", "the largest number of fields"),
        ];
        for (is_lower, (key, words)) in LOWER.map(|b| (true, b)).into_iter().chain(UPPER.map(|b| (false, b)))
        {
            let bound = |schema: &Schema| schema.get(key).cloned();
            // No text, list or object is shorter than nothing.
            let bound =
                |schema: &Schema| bound(schema).filter(|value| !(is_lower && key != "minimum" && value == 0));
            let (was, is) = (bound(old), bound(new));
            let is_wider = match (&was, &is) {
                (None, None) => continue,
                (None, Some(_)) => false,
                (Some(_), None) => true,
                (Some(was), Some(is)) => match order(was, is) {
                    std::cmp::Ordering::Equal => continue,
                    std::cmp::Ordering::Less => !is_lower,
                    std::cmp::Ordering::Greater => is_lower,
                },
            };
            let shown = |value: &Option<Value>| value.as_ref().map_or("not set".to_owned(), Value::to_string);
            let what = format!("has another limit: {words} is {} now, it was {}", shown(&is), shown(&was));
            if is_wider { self.wider(at, &what) } else { self.narrower(at, &what) }
        }
    }

    fn formats(&mut self, old: &Schema, new: &Schema, at: &At) {
        for (key, words) in [
            ("format", "format"),
            ("pattern", "pattern"),
            ("multipleOf", "step"),
            ("uniqueItems", "uniqueness"),
        ] {
            let of = |schema: &Schema| schema.get(key).filter(|value| **value != Value::Bool(false)).cloned();
            match (of(old), of(new)) {
                (was, is) if was == is => {}
                (None, Some(is)) => self.narrower(at, &format!("has the {words} {is} now")),
                (Some(was), None) => self.wider(at, &format!("no longer has the {words} {was}")),
                (Some(was), Some(is)) => {
                    let what = format!("has the {words} {is} now, it was {was}");
                    match (width(&was), width(&is)) {
                        (Some(old), Some(new)) if old.0 <= new.0 && old.1 <= new.1 => self.wider(at, &what),
                        (Some(old), Some(new)) if old.0 >= new.0 && old.1 >= new.1 => {
                            self.narrower(at, &what)
                        }
                        _ => self.other(at, &what),
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn items(&mut self, old: &Schema, new: &Schema, at: &At) {
        let any = Value::Bool(true);
        let of = |schema: &Schema| schema.get("items").cloned().unwrap_or(any.clone());
        let (was, is) = (of(old), of(new));
        if was != Value::Bool(false) && is != Value::Bool(false) && !(was == any && is == any) {
            self.schema(&was, &is, &at.items(""));
        }
        let prefix = |schema: &Schema| {
            schema.get("prefixItems").and_then(Value::as_array).cloned().unwrap_or_default()
        };
        let (was, is) = (prefix(old), prefix(new));
        for n in 0..was.len().max(is.len()) {
            let (was, is) = (was.get(n).unwrap_or(&any), is.get(n).unwrap_or(&any));
            self.schema(was, is, &at.items(&n.to_string()));
        }
    }

    fn fields(&mut self, old: &Schema, new: &Schema, at: &At) {
        let fields = |schema: &Schema| {
            schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
        };
        let required = |schema: &Schema, name: &str| {
            let all = schema.get("required").and_then(Value::as_array);
            all.is_some_and(|all| all.iter().any(|one| one == name))
        };
        let (was, is) = (fields(old), fields(new));
        for (name, field) in &was {
            let place = at.field(name);
            let Some(now) = is.get(name) else {
                let what = match self.direction {
                    Direction::Request => "is no longer taken",
                    Direction::Answer => "is gone",
                };
                self.other(&place, what);
                continue;
            };
            match (required(old, name), required(new, name)) {
                (false, true) => self.narrower(
                    &place,
                    if self.direction == Direction::Request {
                        "is required now"
                    } else {
                        "is always there now"
                    },
                ),
                (true, false) => self.wider(
                    &place,
                    if self.direction == Direction::Request {
                        "may be left out now"
                    } else {
                        "may be missing now"
                    },
                ),
                _ => {}
            }
            self.schema(field, now, &place);
        }
        for name in is.keys().filter(|name| !was.contains_key(*name)) {
            let place = at.field(name);
            let (kind, what) = match (self.direction, required(new, name)) {
                (Direction::Request, true) => (ChangeKind::Breaking, "is new, and required"),
                _ => (ChangeKind::Addition, "is new"),
            };
            self.found.add(kind, format!("{place} {what}"));
        }
        let any = Value::Bool(true);
        let others = |schema: &Schema| schema.get("additionalProperties").cloned().unwrap_or(any.clone());
        let (was, is) = (others(old), others(new));
        match (was == Value::Bool(false), is == Value::Bool(false)) {
            (false, false) if was == any && is == any => {}
            (false, false) => self.schema(&was, &is, &at.field("*")),
            (false, true) => self.narrower(at, "has no other fields now"),
            (true, false) => self.wider(at, "may have other fields now"),
            (true, true) => {}
        }
    }

    /// The fields of a map whose keys are numbers or the like.
    fn patterned_fields(&mut self, old: &Schema, new: &Schema, at: &At) {
        let of = |schema: &Schema| {
            schema.get("patternProperties").and_then(Value::as_object).cloned().unwrap_or_default()
        };
        let (was, is) = (of(old), of(new));
        if was.is_empty() && is.is_empty() {
            return;
        }
        let is_known = was.keys().eq(is.keys());
        if !is_known {
            let keys = |all: &Schema| all.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let named = |all: &Schema| if all.is_empty() { "not told".to_owned() } else { keys(all) };
            self.other(
                at,
                &format!("has other keys: they are {} now, they were {}", named(&is), named(&was)),
            );
            return;
        }
        for (was, is) in was.values().zip(is.values()) {
            self.schema(was, is, &at.field("*"));
        }
    }
}
