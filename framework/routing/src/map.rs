//! An app's rules and mounts, as the data that `#[app]` emits; a tree of them is a whole app.

use crate::rule::{Part, Place, Rule, Variable};

/// The rules of one app and the apps that it mounts.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    /// The app's name, for messages.
    pub app: &'static str,
    /// Its rules, sorted by [`compare_rules`](crate::table::compare_rules).
    pub rules: &'static [Rule<'static>],
    /// Its mounts, in source order.
    pub mounts: &'static [Mount],
    /// How many endpoints it has.
    pub endpoints: u16,
    /// Whether a path that matches nothing is tried again with its doubled slashes merged; the root's counts.
    pub merge_slashes: bool,
    /// Whether rules stand under `#[cfg]`s, so that only const evaluation knows which there are.
    pub conditional: bool,
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
    /// Where the mount is written.
    pub place: Place<'static>,
    /// The mounted app.
    pub map: &'static Map,
}

impl Map {
    /// The number of endpoints of the app and of all that it mounts.
    pub const fn all_endpoints(&self) -> u32 {
        let mut sum = self.endpoints as u32;
        let mut i = 0;
        while i < self.mounts.len() {
            sum += self.mounts[i].map.all_endpoints();
            i += 1;
        }
        sum
    }
}
