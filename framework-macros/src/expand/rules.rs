//! A block's rules as const data.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use wegwerk_routing::rule::{Default, Domain, Limits, Place, Rule, Slot, Value, Variable};

use super::map::{cfg_text, class_tokens, limits, part};
use super::placed::parsed;
use super::shared::Shared;
use super::variables;
use crate::model::{Action, Argument, Handler, Model, RuleModel, TargetPiece};

/// How rules are named in what is generated: by their place in one of several statics. Each static costs the compiler
/// time, and a single one of all rules takes it much longer than a few.
pub(super) struct Names {
    /// For each rule, by its number, where it stands among all.
    order: HashMap<usize, usize>,
    /// Which rules are there, only the compiler knows: each is a static of its own.
    conditional: bool,
}

/// The rules in one static.
const TOGETHER: usize = 32;

impl Names {
    pub(super) fn of(model: &Model) -> Self {
        let order = all(model).enumerate().map(|(n, rule)| (rule.id, n)).collect();
        Names { order, conditional: is_conditional(model) }
    }

    /// The place of a rule among all; rules that were refused have none, and nothing names them.
    fn place(&self, id: usize) -> usize {
        self.order.get(&id).copied().unwrap_or_default()
    }

    pub(super) fn rule(&self, id: usize) -> String {
        let n = self.place(id);
        if self.conditional {
            return format!("WEGWERK_RULES_{n}[0]");
        }
        format!("WEGWERK_RULES_{}[{}]", n / TOGETHER, n % TOGETHER)
    }
}

fn all(model: &Model) -> impl Iterator<Item = &RuleModel> {
    model.rules.iter().chain(&model.build_only)
}

pub(super) fn is_conditional(model: &Model) -> bool {
    model.handlers.iter().any(|handler| !handler.cfgs.is_empty())
}

/// The rules, and where they are written. A place is read for messages alone, and what reads a static is not evaluated
/// again where another one changes: a line that is added moves places, and leaves the rest as it is. What several rules
/// have is a constant, so that each says little.
pub(crate) fn rules(model: &Model) -> TokenStream {
    // A constant is unused where no rule that has it is there.
    let names = Names::of(model);
    let mut shared = Shared::new(names.conditional);
    let (mut places, mut rules) = (String::new(), String::new());
    let all: Vec<&RuleModel> = all(model).collect();
    for (n, together) in all.chunks(if names.conditional { 1 } else { TOGETHER }).enumerate() {
        let cfgs = cfg_text(&model.handlers[together[0].handler].cfgs);
        let mut text = String::new();
        for data in together {
            let Place { file, line, column } = data.data.place;
            places.push_str(&format!(
                "wegwerk_private::Place {{ file: {}, line: {line}, column: {column} }},",
                shared.file(file)
            ));
            text.push_str(&rule(model, data, &names, &mut shared));
            text.push(',');
        }
        rules.push_str(&format!(
            "{cfgs} static WEGWERK_RULES_{n}: [wegwerk_private::Rule<'static>; {}] = [{text}];\n",
            together.len()
        ));
    }
    let count = all.len();
    let mut text = shared.constants;
    text.push_str(&rules);
    text.push_str(&format!(
        "static WEGWERK_PLACES: [wegwerk_private::Place<'static>; {count}] = [{places}];\n"
    ));
    parsed(&text)
}

/// A rule, in as few words as say it: each costs the compiler time.
fn rule(model: &Model, rule: &RuleModel, names: &Names, shared: &mut Shared) -> String {
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let mut parts = String::new();
    for part in data.parts {
        parts.push_str(shared.part(part));
        parts.push(',');
    }
    let mut variables = String::new();
    for own in data.variables {
        let argument = argument_of(handler, own.name);
        let value = || variable(own, accepts(handler, argument)).to_string();
        if argument.is_none_or(variables::is_shared) {
            let function = argument.map(|argument| variables::function_name(handler, argument).to_string());
            variables.push_str(shared.variable(own, function.as_deref(), value));
        } else {
            variables.push_str(&value());
        }
        variables.push(',');
    }
    let methods = shared.methods(&data.methods).to_owned();
    let slots = shared.slots(data.slots).to_owned();
    let (text, endpoint, number) = (data.text, data.endpoint, data.number);
    let usual = format!(
        "wegwerk_private::Rule::new({text:?}, &[{parts}], &[{variables}], {methods}, ({endpoint:?}, {number}), {slots}, \
         &WEGWERK_PLACES[{}])",
        names.place(rule.id)
    );
    let special = special(model, rule, names);
    if special.is_empty() { usual } else { format!("wegwerk_private::Rule {{ {special} ..{usual} }}") }
}

/// The fields of a rule that most do not set.
fn special(model: &Model, rule: &RuleModel, names: &Names) -> TokenStream {
    let data = &rule.data;
    let handler = &model.handlers[rule.handler];
    let (strict, merge, priority) = (data.strict_slashes, data.merge_slashes, data.priority);
    let mut special = TokenStream::new();
    if let Some(domain) = data.domain {
        let variables = domain
            .variables
            .iter()
            .map(|own| variable(own, accepts(handler, argument_of(handler, own.name))));
        let domain = self::domain(domain, variables);
        special.extend(quote!(domain: ::core::option::Option::Some(&#domain),));
    }
    if data.websocket {
        special.extend(quote!(websocket: true,));
    }
    if data.refuses {
        special.extend(quote!(refuses: true,));
    }
    if data.blocking {
        special.extend(quote!(blocking: true,));
    }
    if strict != Rule::EMPTY.strict_slashes {
        special.extend(quote!(strict_slashes: #strict,));
    }
    if merge != Rule::EMPTY.merge_slashes {
        special.extend(quote!(merge_slashes: #merge,));
    }
    if priority != Rule::EMPTY.priority {
        special.extend(quote!(priority: #priority,));
    }
    if !data.defaults.is_empty() {
        let defaults = data.defaults.iter().map(|default| self::default(default));
        special.extend(quote!(defaults: &[#(#defaults),*],));
    }
    if !matches!(rule.action, Action::Handle) || !rule.canonical.is_empty() {
        let action = action(rule, names);
        special.extend(quote!(action: #action,));
    }
    special
}

/// The argument that takes a variable of this name.
fn argument_of<'h>(handler: &'h Handler, name: &str) -> Option<&'h Argument> {
    handler.arguments.iter().find(|a| a.variable.is_some() && a.name.as_deref() == Some(name))
}

/// Which texts an argument accepts.
fn accepts(handler: &Handler, argument: Option<&Argument>) -> TokenStream {
    match argument {
        Some(argument) => {
            let function = variables::function_name(handler, argument);
            quote!(#function().accepts())
        }
        None => quote!(::core::option::Option::None),
    }
}

pub(super) fn variable(variable: &Variable<'_>, accepts: TokenStream) -> TokenStream {
    let (name, class) = (variable.name, class_tokens(&variable.class));
    match variable.limits {
        Limits::None => quote!(wegwerk_private::Variable::new(#name, #class, #accepts)),
        limits => {
            let limits = self::limits(limits);
            quote!(wegwerk_private::Variable { name: #name, class: #class, limits: #limits, accepts: #accepts })
        }
    }
}

pub(super) fn domain(domain: &Domain<'_>, variables: impl Iterator<Item = TokenStream>) -> TokenStream {
    let (text, host, part) = (domain.text, domain.host, part(&domain.part));
    quote! {
        wegwerk_private::Domain { text: #text, part: #part, variables: &[#(#variables),*], host: #host }
    }
}

fn default(default: &Default<'_>) -> TokenStream {
    let (name, text) = (default.name, default.text);
    let value = match default.value {
        Value::Int(number) => quote!(Int(#number)),
        Value::Float(number) => quote!(Float(#number)),
        Value::Text(text) => quote!(Text(#text)),
        Value::Bool(value) => quote!(Bool(#value)),
    };
    quote!(wegwerk_private::Default { name: #name, value: wegwerk_private::Value::#value, text: #text })
}

fn action(rule: &RuleModel, names: &Names) -> TokenStream {
    let canonical = rule.canonical.iter().map(|id| parsed(&names.rule(*id)));
    let canonical = quote!(canonical: &[#(&#canonical),*]);
    let action = match &rule.action {
        Action::Handle => quote!(Handle { #canonical }),
        Action::Alias => quote!(Alias { #canonical }),
        Action::BuildOnly => quote!(BuildOnly),
        Action::RedirectTo(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                TargetPiece::Literal(text) => quote!(wegwerk_private::Target::Literal(#text)),
                TargetPiece::Slot(slot) => {
                    let slot = self::slot(*slot);
                    quote!(wegwerk_private::Target::Slot(#slot))
                }
            });
            quote!(RedirectTo(&[#(#pieces),*]))
        }
    };
    quote!(wegwerk_private::Action::#action)
}

pub(super) fn slot(slot: Slot) -> TokenStream {
    let slot = match slot {
        Slot::None => quote!(None),
        Slot::Path(n) => quote!(Path(#n)),
        Slot::Domain(n) => quote!(Domain(#n)),
        Slot::Outer(n) => quote!(Outer(#n)),
        Slot::Default(n) => quote!(Default(#n)),
    };
    quote!(wegwerk_private::Slot::#slot)
}
