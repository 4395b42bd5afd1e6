//! Links in a file: redb, with one writer that shares each transaction among all who wait.

mod schema;
mod writer;

use std::cmp::Ordering;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use redb::{Builder, Database, DatabaseError, ReadableDatabase, StorageError};
use tokio::sync::oneshot;

use self::schema::{CLICKS, Kind, META, NUMBERS, ROUND, TARGETS};
use self::writer::{Request, Writer};
use super::clicks::{Clicks, Unwritten};
use super::{Details, Links, StoreError};
use crate::short_id::ShortId;

/// What redb may keep of the file in memory, in bytes; the system's page cache holds the rest.
const CACHE_BYTES: usize = 2 * 1024 * 1024;
/// How many requests may wait for the disk before further ones are turned away.
const QUEUE: usize = 1024;

/// Links in one file that one process holds.
///
/// Reading takes a snapshot and never waits for the writer. A click is counted in memory and
/// written within a second, or with the next link.
pub struct Embedded {
    db: Arc<Database>,
    clicks: Arc<Clicks<u64>>,
    path: PathBuf,
    closed: AtomicBool,
    writer: WriterHandle,
}

/// The way to the writer's thread, which ends when this is dropped.
struct WriterHandle {
    queue: Option<SyncSender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Embedded {
    /// Opens the file, creating it if it does not exist; its folder has to.
    ///
    /// # Errors
    /// [`StoreError::Held`], [`StoreError::NotLinks`], [`StoreError::Newer`] or
    /// [`StoreError::File`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref().to_owned();
        let file = |reason: String| StoreError::File { path: path.clone(), reason };
        let not_links = |reason: &str| StoreError::NotLinks { path: path.clone(), reason: reason.into() };

        let db = Builder::new().set_cache_size(CACHE_BYTES).create(&path).map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
                StoreError::Held { path: path.clone() }
            }
            DatabaseError::UpgradeRequired(_) => not_links("it has an old format of redb"),
            DatabaseError::Storage(StorageError::Io(error))
                if error.kind() == std::io::ErrorKind::InvalidData =>
            {
                not_links("it is no redb database")
            }
            DatabaseError::Storage(StorageError::Corrupted(reason)) => not_links(&reason),
            DatabaseError::Storage(StorageError::Io(error)) => file(error.to_string()),
            error => file(error.to_string()),
        })?;
        let round = match schema::prepare(&db) {
            Ok(Kind::Links { round }) => round,
            Ok(Kind::Newer { version }) => return Err(StoreError::Newer { path, version }),
            Ok(Kind::Foreign) => return Err(not_links("it is another program's database")),
            Err(redb::Error::Corrupted(reason)) => return Err(not_links(&reason)),
            Err(error) => return Err(file(error.to_string())),
        };

        let db = Arc::new(db);
        let clicks = Arc::new(Clicks::after_round(round));
        let (sender, queue) = sync_channel(QUEUE);
        let writer = Writer { db: db.clone(), clicks: clicks.clone(), path: path.clone(), queue };
        let thread = std::thread::Builder::new()
            .name("links-writer".into())
            .spawn(move || writer.run())
            .map_err(|error| file(error.to_string()))?;
        let writer = WriterHandle { queue: Some(sender), thread: Some(thread) };
        Ok(Self { db, clicks, path, closed: AtomicBool::new(false), writer })
    }

    fn open_or_closed(&self) -> Result<(), StoreError> {
        if self.closed.load(Relaxed) { Err(StoreError::Closed) } else { Ok(()) }
    }

    fn failed(&self, error: impl Into<redb::Error>) -> StoreError {
        self.failure(error.into().to_string())
    }

    fn failure(&self, reason: impl Into<String>) -> StoreError {
        StoreError::Failed { store: self.path.display().to_string(), reason: reason.into() }
    }

    fn read_target(&self, number: u64) -> Result<Option<String>, redb::Error> {
        let targets = self.db.begin_read()?.open_table(TARGETS)?;
        Ok(targets.get(number)?.map(|target| target.value().to_owned()))
    }

    fn read_id(&self, url: &str) -> Result<Option<ShortId>, redb::Error> {
        let numbers = self.db.begin_read()?.open_table(NUMBERS)?;
        Ok(numbers.get(url)?.and_then(|number| ShortId::new(number.value())))
    }

    /// Joins what the file says with what memory says, at one moment: the file names the last
    /// round of clicks that it holds, memory the round that is under way.
    fn read_details(&self, number: u64) -> Result<Option<Details>, redb::Error> {
        loop {
            let unwritten = self.clicks.unwritten(&number);
            let snapshot = self.db.begin_read()?;
            let Some(target) =
                snapshot.open_table(TARGETS)?.get(number)?.map(|target| target.value().to_owned())
            else {
                return Ok(None);
            };
            let round = snapshot.open_table(META)?.get(ROUND)?.map_or(0, |round| round.value());
            let written = snapshot.open_table(CLICKS)?.get(number)?.map_or(0, |count| count.value());
            if let Some(clicks) = add_up(written, round, unwritten) {
                return Ok(Some(Details { target, clicks }));
            }
        }
    }

    /// Sends a request whose answer someone waits for.
    async fn ask<T>(&self, reply: oneshot::Receiver<Result<T, StoreError>>) -> Result<T, StoreError> {
        reply.await.unwrap_or_else(|_| Err(self.writer_gone()))
    }

    fn writer_gone(&self) -> StoreError {
        if self.closed.load(Relaxed) { StoreError::Closed } else { self.failure("its writer has ended") }
    }
}

/// All clicks of a link, of which the file holds `written`, with everything up to `round`. `None`
/// if a round was taken and written between the look at memory and the one at the file.
fn add_up(written: u64, round: u64, unwritten: Unwritten) -> Option<u64> {
    let in_flight = match round.cmp(&unwritten.round) {
        Ordering::Less => unwritten.in_flight,
        Ordering::Equal => 0,
        Ordering::Greater => return None,
    };
    Some(written.saturating_add(in_flight).saturating_add(unwritten.pending))
}

impl Links for Embedded {
    async fn insert(&self, url: &str) -> Result<String, StoreError> {
        self.open_or_closed()?;
        if let Some(id) = self.read_id(url).map_err(|error| self.failed(error))? {
            return Ok(id.to_string());
        }
        let (reply, answer) = oneshot::channel();
        match self.writer.try_send(Request::Insert { url: url.to_owned(), reply }) {
            Ok(()) => self.ask(answer).await.map(|id| id.to_string()),
            Err(TrySendError::Full(_)) => Err(StoreError::Unavailable {
                store: self.path.display().to_string(),
                reason: "too many links are waiting for the disk".into(),
            }),
            Err(TrySendError::Disconnected(_)) => Err(self.writer_gone()),
        }
    }

    async fn follow(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.open_or_closed()?;
        let Ok(id) = id.parse::<ShortId>() else { return Ok(None) };
        let target = self.read_target(id.number()).map_err(|error| self.failed(error))?;
        if target.is_some() && self.clicks.add(id.number()) {
            // A full queue is no loss: its requests take the clicks along.
            let _ = self.writer.try_send(Request::Clicked);
        }
        Ok(target)
    }

    async fn target(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.open_or_closed()?;
        let Ok(id) = id.parse::<ShortId>() else { return Ok(None) };
        self.read_target(id.number()).map_err(|error| self.failed(error))
    }

    async fn details(&self, id: &str) -> Result<Option<Details>, StoreError> {
        self.open_or_closed()?;
        let Ok(id) = id.parse::<ShortId>() else { return Ok(None) };
        self.read_details(id.number()).map_err(|error| self.failed(error))
    }

    async fn flush(&self) -> Result<(), StoreError> {
        self.open_or_closed()?;
        let (reply, answer) = oneshot::channel();
        if !self.writer.send(Request::Flush { reply }) {
            return Err(self.writer_gone());
        }
        self.ask(answer).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        if self.closed.swap(true, Relaxed) {
            return Ok(());
        }
        let (reply, answer) = oneshot::channel();
        if !self.writer.send(Request::Close { reply }) {
            return Err(self.failure("its writer has ended"));
        }
        answer.await.unwrap_or_else(|_| Err(self.failure("its writer has ended")))
    }
}

impl WriterHandle {
    fn try_send(&self, request: Request) -> Result<(), TrySendError<Request>> {
        match &self.queue {
            Some(queue) => queue.try_send(request),
            None => Err(TrySendError::Disconnected(request)),
        }
    }

    /// Waits for room in the queue, which the writer makes with each transaction.
    fn send(&self, request: Request) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.send(request).is_ok())
    }
}

impl Drop for WriterHandle {
    /// Lets the writer write the last clicks, and waits until it lets go of the file.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer of links ended by a panic");
        }
    }
}

impl fmt::Debug for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Embedded").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_is_counted_once_wherever_it_is() {
        let unwritten = Unwritten { pending: 1, in_flight: 20, round: 5 };
        for (round, clicks) in [(4, Some(321)), (5, Some(301)), (6, None)] {
            assert_eq!(add_up(300, round, unwritten), clicks);
        }
    }

    #[tokio::test]
    async fn details_are_exact_at_each_step_of_a_flush() {
        let folder = tempfile::tempdir().unwrap();
        let store = Embedded::open(folder.path().join("links.redb")).unwrap();
        let id = store.insert("http://example.com/").await.unwrap();
        // The store's own writer is not woken by these.
        for _ in 0..3 {
            store.clicks.add(1);
        }
        let (_sender, queue) = sync_channel(1);
        let writer =
            Writer { db: store.db.clone(), clicks: store.clicks.clone(), path: PathBuf::new(), queue };
        let expect = async |clicks| assert_eq!(store.details(&id).await.unwrap().unwrap().clicks, clicks);
        expect(3).await;
        let (round, taken) = store.clicks.take();
        expect(3).await;
        store.clicks.add(1);
        expect(4).await;
        writer.commit(&[], round, &taken).unwrap();
        expect(4).await;
        store.clicks.settle();
        expect(4).await;
    }
}
