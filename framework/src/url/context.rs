//! Where URLs are built from: an app within the whole app, and what is known of the request.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use wegwerk_routing::table::Table;

use super::{Base, Url};

/// Where the URLs of an app are built from. Generated code holds it.
#[doc(hidden)]
#[derive(Clone)]
pub struct UrlContext {
    pub(super) table: &'static Table,
    /// The index of the app in the table.
    pub(super) mount: usize,
    /// The values of the variables of the prefixes, outermost first.
    pub(super) prefix: Vec<Cow<'static, str>>,
    /// The values of the variables of the domain that the mounts name.
    pub(super) domain: Vec<Cow<'static, str>>,
    pub(super) base: Option<Arc<Base>>,
}

impl fmt::Debug for UrlContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UrlContext { mount, prefix, domain, base, .. } = self;
        let mut all = f.debug_struct("UrlContext");
        all.field("mount", mount).field("prefix", prefix).field("domain", domain).field("base", base);
        all.finish_non_exhaustive()
    }
}

impl UrlContext {
    /// The app that is served.
    pub fn root(table: &'static Table) -> Self {
        UrlContext { table, mount: 0, prefix: Vec::new(), domain: Vec::new(), base: None }
    }

    /// The URL of an endpoint, with a value for each of its arguments that has one.
    pub fn url<const N: usize>(&self, endpoint: u16, values: [Option<String>; N]) -> Url {
        Url::new(self.clone(), endpoint, Vec::from(values))
    }

    /// The app that the n-th mount leads to; `values` are those of its prefix, then of its own domain.
    #[must_use]
    pub fn enter(&self, n: usize, values: Vec<String>) -> Self {
        let mut child = self.clone();
        let mounts = self.table.mounts();
        let Some(own) = mounts.get(self.mount) else { return child };
        let way = own.way();
        // Mounts stand in depth-first order, so that those below stand behind their app.
        let is_child = |other: &wegwerk_routing::table::Mounted| {
            other.way().split_last().is_some_and(|(last, before)| usize::from(*last) == n && before == way)
        };
        let Some(at) = mounts.iter().skip(self.mount + 1).position(is_child) else { return child };
        child.mount = self.mount + 1 + at;
        let count = own.map.mounts.get(n).map_or(0, |mount| mount.variables.len());
        let mut values = values.into_iter().map(Cow::Owned);
        child.prefix.extend(values.by_ref().take(count));
        if own.domain.is_none() {
            child.domain.extend(values);
        }
        child
    }

    /// The same, bound to where a request came.
    #[must_use]
    pub(crate) fn bound(mut self, base: Arc<Base>) -> Self {
        self.base = Some(base);
        self
    }
}
