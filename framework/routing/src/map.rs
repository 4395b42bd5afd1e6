//! An app's rules and mounts, as the data that `#[app]` emits; a tree of them is a whole app.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::rule::{Domain, Part, Place, Rule, Variable};
use crate::table::compare_rules;

/// The rules of one app and the apps that it mounts. Each of them is data of its own rather than part of an array: whatever
/// points into an array makes the compiler write all of it once more.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    /// The app's name, for messages.
    pub app: &'static str,
    /// What tells it from every other app: where it is written.
    pub id: &'static str,
    /// Its rules that take requests, sorted by [`compare_rules`].
    pub rules: &'static [&'static Rule<'static>],
    /// Its mounts, in source order.
    pub mounts: &'static [&'static Mount],
    /// Its endpoints, by their numbers.
    pub endpoints: &'static [Endpoint],
    /// The variables that it takes from the prefixes it is mounted under.
    pub outer: &'static [Outer],
    /// What rules are told apart by beside their paths; the root's counts.
    pub hosts: Hosts,
    /// Whether a path that matches nothing is tried again with its doubled slashes merged; the root's counts.
    pub merge_slashes: bool,
    /// Whether rules stand under `#[cfg]`s, so that only const evaluation knows which there are.
    pub conditional: bool,
    /// Says what its handlers take and answer, to whoever describes the app; `None` where nothing is said.
    pub describe: Option<fn(&mut dyn core::any::Any)>,
}

/// What rules are told apart by beside their paths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hosts {
    /// Subdomains. Rules that name none are for this one.
    Subdomains(&'static Part<'static>),
    /// Whole hosts: each rule names one.
    Hosts,
}

/// The subdomain of rules that name none, unless the app says another.
pub const NO_SUBDOMAIN: &Part<'static> = &subdomain("");

/// A subdomain of plain text.
pub const fn subdomain(name: &str) -> Part<'_> {
    Part::literal(name)
}

/// What is called by rules, and what URLs are built for.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// Its name.
    pub name: &'static str,
    /// Its rules in the order in which a URL is built from them, those included that take no request.
    pub rules: &'static [&'static Rule<'static>],
    /// The names of its path arguments.
    pub arguments: &'static [&'static str],
}

impl Endpoint {
    /// One that is not there: it stands for those that a `#[cfg]` takes out.
    pub const NONE: Endpoint = Endpoint { name: "", rules: &[], arguments: &[] };
}

/// A variable that an app takes from the prefixes, or the host, that it is mounted under.
#[derive(Clone, Copy, Debug)]
pub struct Outer {
    /// Its name.
    pub name: &'static str,
    /// Which texts its type takes; `None` where it takes all.
    pub accepts: Option<fn(&str) -> bool>,
    /// The converters that its type can come of beside `string`, as bits: [`Outer::INT`] and its like.
    pub fits: u8,
    /// Its type as it was written.
    pub ty: &'static str,
}

impl Outer {
    /// In [`Outer::fits`]: `int`.
    pub const INT: u8 = 1;
    /// In [`Outer::fits`]: `float`.
    pub const FLOAT: u8 = 2;
    /// In [`Outer::fits`]: `uuid`.
    pub const UUID: u8 = 4;
    /// In [`Outer::fits`]: `any`.
    pub const ANY: u8 = 8;
    /// In [`Outer::fits`]: `path`.
    pub const PATH: u8 = 16;
}

/// An app mounted under a prefix.
#[derive(Clone, Copy, Debug)]
pub struct Mount {
    /// The method that gives the app.
    pub name: &'static str,
    /// The prefix as it was written.
    pub text: &'static str,
    /// Its parts, without a last empty one.
    pub prefix: &'static [Part<'static>],
    /// The variables of the prefix.
    pub variables: &'static [Variable<'static>],
    /// The subdomain or host of all that is mounted, whatever its rules name.
    pub domain: Option<&'static Domain<'static>>,
    /// It is no mount but another block of the same app.
    pub part: bool,
    /// Where the mount is written.
    pub place: Place<'static>,
    /// The mounted app.
    pub map: &'static Map,
}

impl Map {
    /// An app without rules: what the others are written from.
    pub const EMPTY: Map = Map {
        app: "",
        id: "",
        rules: &[],
        mounts: &[],
        endpoints: &[],
        outer: &[],
        hosts: Hosts::Subdomains(NO_SUBDOMAIN),
        merge_slashes: true,
        conditional: false,
        describe: None,
    };

    /// An app of these rules, for tests and tools. Its memory is never given back.
    pub fn leak(app: &'static str, mut rules: Vec<Rule<'static>>) -> &'static Map {
        rules.sort_by(compare_rules);
        let rules: Vec<&'static Rule<'static>> =
            rules.into_iter().map(|rule| &*Box::leak(Box::new(rule))).collect();
        Box::leak(Box::new(Map { app, rules: rules.leak(), ..Map::EMPTY }))
    }

    /// Whether a handler of the app, or of one that it mounts, blocks the thread that it is called on.
    pub const fn blocks(&self) -> bool {
        let mut i = 0;
        while i < self.rules.len() {
            if self.rules[i].blocking {
                return true;
            }
            i += 1;
        }
        let mut i = 0;
        while i < self.mounts.len() {
            if self.mounts[i].map.blocks() {
                return true;
            }
            i += 1;
        }
        false
    }

    /// The number of endpoints of the app and of all that it mounts.
    pub const fn all_endpoints(&self) -> u32 {
        let mut sum = self.endpoints.len() as u32;
        let mut i = 0;
        while i < self.mounts.len() {
            sum += self.mounts[i].map.all_endpoints();
            i += 1;
        }
        sum
    }
}
