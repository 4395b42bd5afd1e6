//! Links in Redis, under the key names of Werkzeug's tutorial.
//!
//! | key | value |
//! |---|---|
//! | `last-url-id` | the number of the last link |
//! | `url-target:<id>` | the text of the URL |
//! | `reverse-url:<url>` | the short id |
//! | `click-count:<id>` | how often the link was followed |
//!
//! Inserting is a row of single commands, each of which may be repeated or be the last one: the
//! target is written first, the reverse key last, and whoever wrote the reverse key gave the URL
//! its id.

mod connection;
mod server_info;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use redis::{Cmd, ErrorKind, RedisError, RedisResult, cmd, pipe};
use tokio::sync::{Notify, RwLock};
use tokio::task::AbortHandle;

use self::connection::{Connection, is_lasting, was_not_sent};
use self::server_info::ServerInfo;
use super::clicks::Clicks;
use super::store_url::RedisUrl;
use super::{Details, FLUSH_AFTER, Links, StoreError};
use crate::short_id::ShortId;

/// How long an operation may take in all, whatever happens to Redis.
const DEADLINE: Duration = Duration::from_millis(800);
/// Ids that come from outside are not looked up beyond this length, in bytes.
const MAX_ID_BYTES: usize = 256;
/// How many counts are sent at once.
const CLICKS_AT_ONCE: usize = 256;

/// Links in a Redis server, 7.0 or newer.
///
/// While the server is away, every method fails with [`StoreError::Unavailable`] within a second,
/// and works again when the server is back. Call [`close`](Links::close) at the end: dropping the
/// store forgets the clicks of the last second.
pub struct Redis {
    shared: Arc<Shared>,
    flusher: AbortHandle,
}

struct Shared {
    connection: Connection,
    server: String,
    clicks: Clicks<Box<str>>,
    /// Counts move from memory to the server under the write lock; what reads both takes the
    /// read lock.
    counts: RwLock<()>,
    clicked: Notify,
    closed: AtomicBool,
}

impl Redis {
    /// Connects to the server, on the runtime that calls it.
    ///
    /// # Errors
    /// [`StoreError::Away`] or [`StoreError::Unsuitable`].
    pub async fn open(url: &RedisUrl) -> Result<Self, StoreError> {
        let server = url.to_string();
        let away = |reason: String| StoreError::Away { server: url.to_string(), reason };
        let connecting = async {
            let connection = Connection::open(url.connection_info()).await?;
            let info = connection.repeatable::<String>(&cmd("INFO")).await?;
            Ok::<_, RedisError>((connection, info))
        };
        let (connection, info) = match tokio::time::timeout(2 * DEADLINE, connecting).await {
            Ok(Ok(opened)) => opened,
            Ok(Err(error)) if is_lasting(&error) => {
                let reason = format!("it refused to tell about itself by INFO: {error}");
                return Err(StoreError::Unsuitable { server, reason });
            }
            Ok(Err(error)) => return Err(away(error.to_string())),
            Err(_) => return Err(away("it does not answer".into())),
        };
        let info = ServerInfo::parse(&info);
        if let Some(reason) = info.refusal() {
            return Err(StoreError::Unsuitable { server, reason });
        }
        for warning in info.warnings() {
            tracing::warn!(%server, "{warning}");
        }

        let shared = Arc::new(Shared {
            connection,
            server,
            clicks: Clicks::after_round(0),
            counts: RwLock::new(()),
            clicked: Notify::new(),
            closed: AtomicBool::new(false),
        });
        let flusher = tokio::spawn(flush_as_needed(shared.clone())).abort_handle();
        Ok(Self { shared, flusher })
    }
}

/// Sends the clicks a moment after the first one, and again until the server has taken them.
async fn flush_as_needed(shared: Arc<Shared>) {
    loop {
        shared.clicked.notified().await;
        loop {
            tokio::time::sleep(FLUSH_AFTER).await;
            match shared.flush().await {
                Ok(()) => break,
                Err(error) => tracing::warn!(%error, "clicks wait until they can be written"),
            }
        }
    }
}

impl Shared {
    /// Lets an operation run as long as it may.
    async fn within<T>(&self, work: impl Future<Output = RedisResult<T>>) -> Result<T, StoreError> {
        if self.closed.load(Relaxed) {
            return Err(StoreError::Closed);
        }
        self.timed(work).await
    }

    async fn timed<T>(&self, work: impl Future<Output = RedisResult<T>>) -> Result<T, StoreError> {
        match tokio::time::timeout(DEADLINE, work).await {
            Ok(result) => result.map_err(|error| self.error(&error)),
            Err(_) => Err(self.unavailable(format!("no answer within {} ms", DEADLINE.as_millis()))),
        }
    }

    fn error(&self, error: &RedisError) -> StoreError {
        let reason = error.to_string();
        if is_lasting(error) {
            StoreError::Failed { store: format!("Redis at {}", self.server), reason }
        } else {
            self.unavailable(reason)
        }
    }

    fn unavailable(&self, reason: String) -> StoreError {
        StoreError::Unavailable { store: format!("Redis at {}", self.server), reason }
    }

    /// The protocol of the module's documentation. It ends: each turn either returns or uses up
    /// an id or a stale key, under the caller's deadline.
    async fn insert(&self, url: &str) -> RedisResult<String> {
        let reverse_key = format!("reverse-url:{url}");
        loop {
            let owner: Option<Vec<u8>> = self.connection.repeatable(cmd("GET").arg(&reverse_key)).await?;
            let owner = match owner {
                Some(owner) => owner,
                None => {
                    let id = self.claim_id(url).await?;
                    let first = set_new(&reverse_key, id.as_bytes());
                    match self.connection.repeatable::<Option<Vec<u8>>>(&first).await? {
                        // Another client was first; our id stays as a second way to the URL.
                        Some(owner) if owner != id.as_bytes() => owner,
                        _ => return Ok(id),
                    }
                }
            };
            if let Some(id) = self.confirm(&owner, url).await? {
                return Ok(id);
            }
            self.delete_stale(&reverse_key, &owner).await?;
        }
    }

    /// Takes numbers from the counter until one is free, or leads to `url` already.
    async fn claim_id(&self, url: &str) -> RedisResult<String> {
        loop {
            let number = self.connection.repeatable::<u64>(cmd("INCR").arg("last-url-id")).await?;
            let Some(id) = ShortId::new(number).map(|id| id.to_string()) else { continue };
            if self.claim(&id, url).await? {
                return Ok(id);
            }
        }
    }

    /// Makes `id` lead to `url`; `false` if it leads elsewhere.
    async fn claim(&self, id: &str, url: &str) -> RedisResult<bool> {
        let command = set_new(&format!("url-target:{id}"), url.as_bytes());
        let present: Option<Vec<u8>> = self.connection.repeatable(&command).await?;
        Ok(present.is_none_or(|present| present == url.as_bytes()))
    }

    /// Whether what the reverse key holds is an id that leads to `url`, after writing its target
    /// if that is missing.
    async fn confirm(&self, owner: &[u8], url: &str) -> RedisResult<Option<String>> {
        let Some(id) = std::str::from_utf8(owner).ok().filter(|id| is_possible(id)) else {
            return Ok(None);
        };
        Ok(self.claim(id, url).await?.then(|| id.to_owned()))
    }

    /// Deletes a reverse key whose id leads elsewhere, unless it was changed meanwhile.
    async fn delete_stale(&self, key: &str, value: &[u8]) -> RedisResult<()> {
        const SCRIPT: &str =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
        tracing::warn!(server = %self.server, "a key reverse-url:… was stale and is replaced");
        self.connection.repeatable(cmd("EVAL").arg(SCRIPT).arg(1).arg(key).arg(value)).await
    }

    async fn target(&self, id: &str) -> Result<Option<String>, StoreError> {
        if !is_possible(id) {
            return self.within(async { Ok(None) }).await;
        }
        self.within(async {
            let command = cmd("GET").arg(format!("url-target:{id}")).take();
            self.connection.repeatable::<Option<Vec<u8>>>(&command).await?.map(text).transpose()
        })
        .await
    }

    async fn details(&self, id: &str) -> Result<Option<Details>, StoreError> {
        if !is_possible(id) {
            return self.within(async { Ok(None) }).await;
        }
        self.within(async {
            let _reading = self.counts.read().await;
            let keys = [format!("url-target:{id}"), format!("click-count:{id}")];
            let (target, written): (Option<Vec<u8>>, Option<i64>) =
                self.connection.repeatable(cmd("MGET").arg(&keys)).await?;
            let Some(target) = target else { return Ok(None) };
            let written = u64::try_from(written.unwrap_or_default()).unwrap_or_default();
            let clicks = written.saturating_add(self.clicks.unwritten(&id.into()).pending);
            Ok(Some(Details { target: text(target)?, clicks }))
        })
        .await
    }

    /// Sends all clicks, each at most once.
    async fn flush(&self) -> Result<(), StoreError> {
        let _writing = self.counts.write().await;
        if !self.clicks.is_waiting() {
            return Ok(());
        }
        // Finds out harmlessly whether the server is there, so that only a server that goes away
        // at this very moment makes counts uncertain.
        self.timed(self.connection.repeatable::<()>(&cmd("PING"))).await?;

        let (_, taken) = self.clicks.take();
        let mut failure = None;
        for counts in taken.chunks(CLICKS_AT_ONCE) {
            if failure.is_some() {
                counts.iter().for_each(|(id, _)| self.clicks.put_back(id.clone()));
                continue;
            }
            let mut commands = pipe();
            commands.ignore_errors();
            for (id, count) in counts {
                commands.cmd("INCRBY").arg(format!("click-count:{id}")).arg(*count);
            }
            match self.connection.once::<Vec<RedisResult<i64>>>(&commands).await {
                Ok(answers) => {
                    for ((id, count), answer) in counts.iter().zip(answers) {
                        failure = self.refused(id, *count, answer).or(failure);
                    }
                }
                Err(error) if was_not_sent(&error) => {
                    counts.iter().for_each(|(id, _)| self.clicks.put_back(id.clone()));
                    failure = Some(self.error(&error));
                }
                Err(error) => {
                    let clicks = counts.iter().map(|(_, count)| count).sum::<u64>();
                    tracing::warn!(clicks, %error, "clicks may be lost: they were sent, and no answer came");
                    failure = Some(self.error(&error));
                }
            }
        }
        self.clicks.settle();
        failure.map_or(Ok(()), Err)
    }

    /// Deals with the answer to one count: if the server refused it for now, it waits for the
    /// next time.
    fn refused(&self, id: &str, count: u64, answer: RedisResult<i64>) -> Option<StoreError> {
        let error = answer.err()?;
        if is_lasting(&error) {
            tracing::error!(id, clicks = count, %error, "clicks are lost: Redis does not take them");
            return None;
        }
        self.clicks.put_back(id.into());
        Some(self.error(&error))
    }
}

/// `SET key value NX GET`: writes only where nothing is, and tells what was there.
fn set_new(key: &str, value: &[u8]) -> Cmd {
    cmd("SET").arg(key).arg(value).arg("NX").arg("GET").take()
}

fn is_possible(id: &str) -> bool {
    (1..=MAX_ID_BYTES).contains(&id.len())
}

fn text(bytes: Vec<u8>) -> RedisResult<String> {
    String::from_utf8(bytes)
        .map_err(|_| RedisError::from((ErrorKind::UnexpectedReturnType, "the target is not UTF-8")))
}

impl Links for Redis {
    async fn insert(&self, url: &str) -> Result<String, StoreError> {
        self.shared.within(self.shared.insert(url)).await
    }

    async fn follow(&self, id: &str) -> Result<Option<String>, StoreError> {
        let target = self.shared.target(id).await?;
        if target.is_some() && self.shared.clicks.add(id.into()) {
            self.shared.clicked.notify_one();
        }
        Ok(target)
    }

    async fn target(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.shared.target(id).await
    }

    async fn details(&self, id: &str) -> Result<Option<Details>, StoreError> {
        self.shared.details(id).await
    }

    async fn flush(&self) -> Result<(), StoreError> {
        if self.shared.closed.load(Relaxed) {
            return Err(StoreError::Closed);
        }
        self.shared.flush().await
    }

    async fn close(&self) -> Result<(), StoreError> {
        if self.shared.closed.swap(true, Relaxed) {
            return Ok(());
        }
        let flushed = self.shared.flush().await;
        self.flusher.abort();
        flushed
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.flusher.abort();
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis").field("server", &self.shared.server).finish_non_exhaustive()
    }
}
