//! Links in memory, for tests and for trying things out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::{Details, Links, StoreError};
use crate::short_id::ShortId;

/// Links in memory: the other stores' behaviour without their durability.
#[derive(Debug, Default)]
pub struct Memory {
    links: RwLock<Table>,
}

#[derive(Debug, Default)]
struct Table {
    /// The link with number `n` is the `n - 1`th.
    links: Vec<Link>,
    ids: HashMap<String, ShortId>,
    closed: bool,
}

#[derive(Debug)]
struct Link {
    target: String,
    clicks: AtomicU64,
}

impl Memory {
    /// A store without links.
    pub fn new() -> Self {
        Self::default()
    }

    // A table is whole after each line that changes it, so a panic elsewhere leaves it usable.
    fn read(&self) -> Result<RwLockReadGuard<'_, Table>, StoreError> {
        let table = self.links.read().unwrap_or_else(PoisonError::into_inner);
        if table.closed { Err(StoreError::Closed) } else { Ok(table) }
    }

    fn write(&self) -> RwLockWriteGuard<'_, Table> {
        self.links.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn link(&self, id: &str) -> Option<&Link> {
        let number = id.parse::<ShortId>().ok()?.number();
        self.links.get(usize::try_from(number - 1).ok()?)
    }
}

impl Links for Memory {
    async fn insert(&self, url: &str) -> Result<String, StoreError> {
        let mut table = self.write();
        if table.closed {
            return Err(StoreError::Closed);
        }
        if let Some(id) = table.ids.get(url) {
            return Ok(id.to_string());
        }
        let id = ShortId::after(ShortId::new(table.links.len() as u64)).ok_or_else(StoreError::full)?;
        table.links.push(Link { target: url.to_owned(), clicks: AtomicU64::new(0) });
        table.ids.insert(url.to_owned(), id);
        Ok(id.to_string())
    }

    async fn follow(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(self.read()?.link(id).map(|link| {
            link.clicks.fetch_add(1, Relaxed);
            link.target.clone()
        }))
    }

    async fn target(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(self.read()?.link(id).map(|link| link.target.clone()))
    }

    async fn details(&self, id: &str) -> Result<Option<Details>, StoreError> {
        let details =
            |link: &Link| Details { target: link.target.clone(), clicks: link.clicks.load(Relaxed) };
        Ok(self.read()?.link(id).map(details))
    }

    async fn flush(&self) -> Result<(), StoreError> {
        self.read().map(drop)
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.write().closed = true;
        Ok(())
    }
}
