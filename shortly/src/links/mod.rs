//! Where links live: one small trait, [`Links`], and three stores that keep its promises.
//!
//! | store | for | links | clicks |
//! |---|---|---|---|
//! | [`Memory`] | tests | gone with the process | gone with the process |
//! | [`Embedded`] | one machine, the default | on disk when [`insert`](Links::insert) returns | on disk within a second |
//! | [`Redis`] | a server of its own | as durable as that server | sent within a second |
//!
//! A click is counted in memory and written down later, so that following a link waits for no
//! disk and sends no second command. After [`close`](Links::close) the counts are exact; after a
//! crash at most the last second is missing, and no click is counted twice.

mod clicks;
mod embedded;
mod error;
mod memory;
mod redis;
mod store_url;

use std::future::Future;
use std::time::Duration;

pub use embedded::Embedded;
pub use error::StoreError;
pub use memory::Memory;
pub use redis::Redis;
pub use store_url::{RedisUrl, StoreUrl};

/// How long a click may wait before it is written down: with the writing, about a second.
const FLUSH_AFTER: Duration = Duration::from_millis(900);

/// What the details page shows of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The text of the URL, as it was entered.
    pub target: String,
    /// How often the link was followed, up to now.
    pub clicks: u64,
}

/// The links of a shortener. Every method may be called by many tasks at once.
pub trait Links: Send + Sync + 'static {
    /// Gives `url` its short id: the same text always gets the same id, and a new text the next
    /// number in base 36. When it returns, the link is kept as durably as the store can.
    ///
    /// # Errors
    /// A [`StoreError`]. The link may then exist or not; asking again tells, and never gives a
    /// second id that differs from one already returned.
    fn insert(&self, url: &str) -> impl Future<Output = Result<String, StoreError>> + Send;

    /// Where `id` leads, counting a click. `None` for an id that no link has.
    ///
    /// # Errors
    /// A [`StoreError`]; no click is counted then.
    fn follow(&self, id: &str) -> impl Future<Output = Result<Option<String>, StoreError>> + Send;

    /// Where `id` leads, without counting a click.
    ///
    /// # Errors
    /// A [`StoreError`].
    fn target(&self, id: &str) -> impl Future<Output = Result<Option<String>, StoreError>> + Send;

    /// Where `id` leads and how often it was followed, clicks that are not written down included.
    ///
    /// # Errors
    /// A [`StoreError`].
    fn details(&self, id: &str) -> impl Future<Output = Result<Option<Details>, StoreError>> + Send;

    /// Writes down the clicks counted so far.
    ///
    /// # Errors
    /// A [`StoreError`]; the clicks stay counted and are written later, unless nobody can know
    /// whether they were written.
    fn flush(&self) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes down what is left and ends the store: afterwards every method fails with
    /// [`StoreError::Closed`]. Closing twice is fine.
    ///
    /// # Errors
    /// As [`flush`](Self::flush).
    fn close(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The store that a [`StoreUrl`] names.
#[derive(Debug)]
pub enum Store {
    /// Links in memory.
    Memory(Memory),
    /// Links in a file.
    Embedded(Embedded),
    /// Links in Redis.
    Redis(Redis),
}

impl Store {
    /// Opens the store, creating it where it does not exist. Call it on the runtime that serves:
    /// the connection to Redis lives there.
    ///
    /// # Errors
    /// One line that names the store and says what to do.
    ///
    /// ```
    /// use shortly::links::{Links, Store, StoreUrl};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let links = Store::open(&StoreUrl::Memory).await?;
    /// let id = links.insert("http://example.com/").await?;
    /// assert_eq!(links.follow(&id).await?.as_deref(), Some("http://example.com/"));
    /// assert_eq!(links.details(&id).await?.unwrap().clicks, 1);
    /// # Ok::<(), shortly::links::StoreError>(())
    /// # }).unwrap();
    /// ```
    pub async fn open(url: &StoreUrl) -> Result<Self, StoreError> {
        Ok(match url {
            StoreUrl::Memory => Self::Memory(Memory::new()),
            StoreUrl::Embedded(path) => Self::Embedded(Embedded::open(path)?),
            StoreUrl::Redis(url) => Self::Redis(Redis::open(url).await?),
        })
    }
}

impl Links for Store {
    async fn insert(&self, url: &str) -> Result<String, StoreError> {
        match self {
            Self::Memory(store) => store.insert(url).await,
            Self::Embedded(store) => store.insert(url).await,
            Self::Redis(store) => store.insert(url).await,
        }
    }

    async fn follow(&self, id: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Memory(store) => store.follow(id).await,
            Self::Embedded(store) => store.follow(id).await,
            Self::Redis(store) => store.follow(id).await,
        }
    }

    async fn target(&self, id: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Memory(store) => store.target(id).await,
            Self::Embedded(store) => store.target(id).await,
            Self::Redis(store) => store.target(id).await,
        }
    }

    async fn details(&self, id: &str) -> Result<Option<Details>, StoreError> {
        match self {
            Self::Memory(store) => store.details(id).await,
            Self::Embedded(store) => store.details(id).await,
            Self::Redis(store) => store.details(id).await,
        }
    }

    async fn flush(&self) -> Result<(), StoreError> {
        match self {
            Self::Memory(store) => store.flush().await,
            Self::Embedded(store) => store.flush().await,
            Self::Redis(store) => store.flush().await,
        }
    }

    async fn close(&self) -> Result<(), StoreError> {
        match self {
            Self::Memory(store) => store.close().await,
            Self::Embedded(store) => store.close().await,
            Self::Redis(store) => store.close().await,
        }
    }
}
