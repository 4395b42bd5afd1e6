//! The values of the variables above an app, as a request has them.

use alloc::vec::Vec;

use crate::path::Path;
use crate::pattern::{self, Captures};
use crate::steps::Steps;
use crate::table::{Mounted, Table};

impl Table {
    /// The values of the variables of the domain and of the prefixes above the `mount`-th app, for a request of `domain`
    /// and `path` that is below the app `own`. `None` where the request has none for one of them.
    pub fn outer_values<'a>(
        &self,
        mount: usize,
        own: Option<&Mounted>,
        domain: &'a str,
        path: &'a Path<'_>,
    ) -> Option<(Vec<&'a str>, Vec<&'a str>)> {
        let wanted = self.mounts().get(mount)?;
        let mut domains = Vec::new();
        if let Some(named) = wanted.domain.filter(|domain| !domain.variables.is_empty()) {
            let (mut captures, bytes) = (Captures::new(), domain.as_bytes());
            if !pattern::matches(
                named.part.pieces,
                bytes,
                (0, bytes.len()),
                &mut captures,
                &mut Steps::default(),
            ) {
                return None;
            }
            for n in 0..captures.len() {
                let (start, end) = captures.get(n)?;
                domains.push(domain.get(start..end)?);
            }
        }
        if wanted.variables == 0 {
            return Some((domains, Vec::new()));
        }
        let own = own?;
        let captures = path.captures(own.prefixes())?;
        let value = |n: usize| captures.get(n).and_then(|(start, end)| path.text().get(start..end));
        let shared = wanted.way().iter().zip(own.way()).take_while(|(a, b)| a == b).count();
        let shared: usize =
            (0..shared).filter_map(|n| wanted.mount(n)).map(|mount| mount.variables.len()).sum();
        let prefix = (0..usize::from(wanted.variables)).map(|n| {
            if n < shared {
                return value(n);
            }
            let name = wanted.prefix_variable(n)?.name;
            let named = |n: &usize| own.prefix_variable(*n).is_some_and(|variable| variable.name == name);
            value((0..usize::from(own.variables)).rev().find(named)?)
        });
        Some((domains, prefix.collect::<Option<_>>()?))
    }
}
