//! The one thread that writes: it collects what arrived while the last transaction was being
//! written, and writes it as one, so that many clients share the wait for the disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use redb::{Database, ReadableTable};
use tokio::sync::oneshot;

use super::schema::{CLICKS, LAST_NUMBER, META, NUMBERS, ROUND, TARGETS};
use crate::links::clicks::Clicks;
use crate::links::{FLUSH_AFTER, StoreError};
use crate::short_id::ShortId;

/// How many links one transaction takes at most.
const MAX_BATCH: usize = 512;

/// What the writer is asked for.
pub(super) enum Request {
    /// Give this URL an id.
    Insert { url: String, reply: oneshot::Sender<Result<ShortId, StoreError>> },
    /// Clicks have begun to wait.
    Clicked,
    /// Write the clicks now.
    Flush { reply: oneshot::Sender<Result<(), StoreError>> },
    /// Write the clicks and end.
    Close { reply: oneshot::Sender<Result<(), StoreError>> },
}

/// What the thread owns.
pub(super) struct Writer {
    pub(super) db: Arc<Database>,
    pub(super) clicks: Arc<Clicks<u64>>,
    pub(super) path: PathBuf,
    pub(super) queue: Receiver<Request>,
}

/// What one transaction answers.
#[derive(Default)]
struct Batch {
    urls: Vec<String>,
    inserts: Vec<oneshot::Sender<Result<ShortId, StoreError>>>,
    flushes: Vec<oneshot::Sender<Result<(), StoreError>>>,
    /// Nothing will ask any more.
    last: bool,
    /// The clicks have waited long enough.
    clicks_due: bool,
}

impl Writer {
    /// Works until the queue is closed.
    pub(super) fn run(self) {
        let mut clicks_due = None;
        loop {
            let batch = self.collect(&mut clicks_due);
            if !batch.urls.is_empty() || !batch.flushes.is_empty() || batch.clicks_due || batch.last {
                self.write(batch.urls, batch.inserts, batch.flushes);
                clicks_due = None;
            }
            if batch.last {
                return;
            }
        }
    }

    /// Waits for a first request or until clicks are due, then takes what else is there.
    fn collect(&self, clicks_due: &mut Option<Instant>) -> Batch {
        let mut batch = Batch::default();
        let first = match *clicks_due {
            None => self.queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => self.queue.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let mut next = match first {
            Ok(request) => Some(request),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                batch.last = true;
                None
            }
        };
        while let Some(request) = next {
            match request {
                Request::Insert { url, reply } => {
                    batch.urls.push(url);
                    batch.inserts.push(reply);
                }
                Request::Clicked => {
                    clicks_due.get_or_insert_with(|| Instant::now() + FLUSH_AFTER);
                }
                Request::Flush { reply } => batch.flushes.push(reply),
                Request::Close { reply } => {
                    batch.flushes.push(reply);
                    batch.last = true;
                }
            }
            let full = batch.last || batch.urls.len() >= MAX_BATCH;
            next = if full { None } else { self.queue.try_recv().ok() };
        }
        batch.clicks_due = clicks_due.is_some_and(|due| due <= Instant::now());
        batch
    }

    /// Writes one batch and the clicks, and answers everyone who waits for it. An answer that
    /// nobody waits for any more is dropped.
    fn write(
        &self,
        urls: Vec<String>,
        inserts: Vec<oneshot::Sender<Result<ShortId, StoreError>>>,
        flushes: Vec<oneshot::Sender<Result<(), StoreError>>>,
    ) {
        let (round, clicks) = self.clicks.take();
        match self.commit(&urls, round, &clicks) {
            Ok(ids) => {
                self.clicks.settle();
                for (reply, id) in inserts.into_iter().zip(ids) {
                    let _ = reply.send(id.ok_or_else(StoreError::full));
                }
                for reply in flushes {
                    let _ = reply.send(Ok(()));
                }
            }
            Err(error) => {
                self.clicks.restore();
                let error =
                    StoreError::Failed { store: self.path.display().to_string(), reason: error.to_string() };
                tracing::error!(%error, "links and clicks could not be written");
                for reply in inserts {
                    let _ = reply.send(Err(error.clone()));
                }
                for reply in flushes {
                    let _ = reply.send(Err(error.clone()));
                }
            }
        }
    }

    /// One durable transaction; the ids of `urls` in their order, `None` where no number is left.
    pub(super) fn commit(
        &self,
        urls: &[String],
        round: u64,
        clicks: &[(u64, u64)],
    ) -> Result<Vec<Option<ShortId>>, redb::Error> {
        if urls.is_empty() && clicks.is_empty() {
            return Ok(Vec::new());
        }
        let mut txn = self.db.begin_write()?;
        // Saves the allocator's state, so that opening after a crash takes milliseconds.
        txn.set_quick_repair(true);
        let mut ids = Vec::with_capacity(urls.len());
        let mut changed = !clicks.is_empty();
        {
            let mut meta = txn.open_table(META)?;
            if !urls.is_empty() {
                let mut targets = txn.open_table(TARGETS)?;
                let mut numbers = txn.open_table(NUMBERS)?;
                let mut last = meta.get(LAST_NUMBER)?.and_then(|number| ShortId::new(number.value()));
                for url in urls {
                    let known = numbers.get(url.as_str())?.and_then(|number| ShortId::new(number.value()));
                    let id = known.or_else(|| ShortId::after(last));
                    if let (None, Some(id)) = (known, id) {
                        targets.insert(id.number(), url.as_str())?;
                        numbers.insert(url.as_str(), id.number())?;
                        last = Some(id);
                        changed = true;
                    }
                    ids.push(id);
                }
                if let Some(last) = last {
                    meta.insert(LAST_NUMBER, last.number())?;
                }
            }
            if !clicks.is_empty() {
                let mut counts = txn.open_table(CLICKS)?;
                for (number, count) in clicks {
                    let before = counts.get(number)?.map_or(0, |count| count.value());
                    counts.insert(number, before.saturating_add(*count))?;
                }
                meta.insert(ROUND, round)?;
            }
        }
        if changed {
            txn.commit()?
        } else {
            txn.abort()?
        }
        Ok(ids)
    }
}
