//! What several rules of a block have: written once, as a constant, and named by each of them.

use std::collections::HashMap;

use quote::quote;
use wegwerk_routing::method::Methods;
use wegwerk_routing::rule::{Part, Slot, Variable};

use super::{map, rules};

/// The constants so far.
pub(super) struct Shared {
    /// As the compiler reads them.
    pub(super) constants: String,
    known: HashMap<String, String>,
    parts: HashMap<(&'static str, bool), Vec<(Part<'static>, String)>>,
    /// Some of them may be unused.
    allow: &'static str,
}

impl Shared {
    pub(super) fn new(conditional: bool) -> Self {
        Shared {
            constants: String::new(),
            known: HashMap::new(),
            parts: HashMap::new(),
            allow: if conditional { "#[allow(dead_code)] " } else { "" },
        }
    }

    fn add(&mut self, kind: &str, number: usize, ty: &str, value: &str) -> String {
        let (allow, name) = (self.allow, format!("WEGWERK_{kind}_{number}"));
        self.constants.push_str(&format!("{allow}const {name}: {ty} = {value};\n"));
        name
    }

    fn once(&mut self, kind: &str, key: String, ty: &str, value: impl FnOnce() -> String) -> &str {
        if !self.known.contains_key(&key) {
            let name = self.add(kind, self.known.len(), ty, &value());
            self.known.insert(key.clone(), name);
        }
        &self.known[&key]
    }

    /// The constant that is this part.
    pub(super) fn part(&mut self, part: &Part<'static>) -> &str {
        let key = (part.pattern, part.is_static());
        let alike = self.parts.get(&key).map_or(&[][..], Vec::as_slice);
        let at = match alike.iter().position(|(other, _)| other == part) {
            Some(at) => at,
            None => {
                let (at, number) = (alike.len(), self.parts.values().map(Vec::len).sum());
                let value = map::part(part).to_string();
                let name = self.add("PART", number, "wegwerk_private::Part<'static>", &value);
                self.parts.entry(key).or_default().push((*part, name));
                at
            }
        };
        &self.parts[&key][at].1
    }

    /// The constant that is this variable; `function` says what it accepts.
    pub(super) fn variable(
        &mut self,
        variable: &Variable<'_>,
        function: Option<&str>,
        value: impl FnOnce() -> String,
    ) -> &str {
        let key = format!("{} {:?} {:?} {function:?}", variable.name, variable.class, variable.limits);
        self.once("VARIABLE", key, "wegwerk_private::Variable<'static>", value)
    }

    /// The constant that is these methods.
    pub(super) fn methods(&mut self, methods: &Methods<'_>) -> &str {
        self.once("METHODS", format!("{methods:?}"), "wegwerk_private::Methods<'static>", || {
            if methods.is_any() {
                return "wegwerk_private::Methods::ANY".to_owned();
            }
            format!("wegwerk_private::Methods::new({}, &{:?})", methods.bits(), methods.extra())
        })
    }

    /// The constant that is these slots.
    pub(super) fn slots(&mut self, slots: &[Slot]) -> &str {
        if slots.is_empty() {
            return "&[]";
        }
        self.once("SLOTS", format!("{slots:?}"), "&[wegwerk_private::Slot]", || {
            let slots = slots.iter().map(|slot| rules::slot(*slot));
            quote!(&[#(#slots),*]).to_string()
        })
    }

    /// The constant that is this file's name.
    pub(super) fn file(&mut self, file: &str) -> &str {
        self.once("FILE", format!("{file:?}"), "&::core::primitive::str", || format!("{file:?}"))
    }
}
