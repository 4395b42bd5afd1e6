//! A connection to Redis on which no command waits long, and which heals by itself.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{
    Client, Cmd, ConnectionInfo, ErrorKind, FromRedisValue, Pipeline, RedisError, RedisResult,
    ServerErrorKind,
};

const CONNECT_TIMEOUT: Duration = Duration::from_millis(300);
const RESPONSE_TIMEOUT: Duration = Duration::from_millis(350);
/// How long to wait before each further try of a command that is safe to repeat. The first two
/// failures may tell of a connection that broke long ago.
const PAUSES: [Duration; 3] = [Duration::ZERO, Duration::from_millis(20), Duration::from_millis(80)];

/// A connection that all tasks share.
///
/// The library's manager connects again after a broken connection, but not after one that went
/// silent, nor when logging in was refused once: then it is replaced as a whole.
pub(super) struct Connection {
    client: Client,
    slot: Mutex<Slot>,
}

#[derive(Clone)]
struct Slot {
    manager: ConnectionManager,
    generation: u64,
}

fn config() -> ConnectionManagerConfig {
    // No retries of its own: whoever waits for a connection is to learn at once that there is none.
    ConnectionManagerConfig::new()
        .set_connection_timeout(Some(CONNECT_TIMEOUT))
        .set_response_timeout(Some(RESPONSE_TIMEOUT))
        .set_number_of_retries(0)
}

impl Connection {
    /// Connects and logs in.
    pub(super) async fn open(info: &ConnectionInfo) -> RedisResult<Self> {
        let client = Client::open(info.clone())?;
        let manager = ConnectionManager::new_with_config(client.clone(), config()).await?;
        Ok(Self { client, slot: Mutex::new(Slot { manager, generation: 0 }) })
    }

    /// Sends a command that may be carried out twice without harm, and does so again if its answer
    /// was lost.
    pub(super) async fn repeatable<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        let mut pauses = PAUSES.iter();
        loop {
            let Slot { mut manager, generation } = self.slot().clone();
            let error = match command.query_async(&mut manager).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            self.replace_if_stuck(&error, generation);
            match pauses.next() {
                Some(pause) if may_pass(&error) => tokio::time::sleep(*pause).await,
                _ => return Err(error),
            }
        }
    }

    /// Sends commands once, whatever happens.
    pub(super) async fn once<T: FromRedisValue>(&self, commands: &Pipeline) -> RedisResult<T> {
        let Slot { mut manager, generation } = self.slot().clone();
        let answer = commands.query_async(&mut manager).await;
        if let Err(error) = &answer {
            self.replace_if_stuck(error, generation);
        }
        answer
    }

    fn replace_if_stuck(&self, error: &RedisError, generation: u64) {
        let stuck = match error.kind() {
            ErrorKind::Io => error.is_timeout(),
            ErrorKind::Server(_) | ErrorKind::Extension => is_crowded(error),
            _ => true,
        };
        let mut slot = self.slot();
        if !stuck || slot.generation != generation {
            return;
        }
        match ConnectionManager::new_lazy_with_config(self.client.clone(), config()) {
            Ok(manager) => *slot = Slot { manager, generation: generation + 1 },
            Err(error) => tracing::error!(%error, "no new connection to Redis can be prepared"),
        }
    }

    // A slot is whole after each line that changes it.
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the server turned the connection away because it has too many.
fn is_crowded(error: &RedisError) -> bool {
    error.detail().is_some_and(|detail| detail.contains("max number of clients"))
}

/// Whether the same command may succeed a moment later.
fn may_pass(error: &RedisError) -> bool {
    match error.kind() {
        ErrorKind::Io | ErrorKind::Parse => true,
        ErrorKind::Server(kind) => {
            matches!(
                kind,
                ServerErrorKind::BusyLoading | ServerErrorKind::TryAgain | ServerErrorKind::MasterDown
            ) || is_crowded(error)
        }
        _ => false,
    }
}

/// Whether the error is about the data or the rights, so that waiting does not help.
pub(super) fn is_lasting(error: &RedisError) -> bool {
    match error.kind() {
        ErrorKind::UnexpectedReturnType | ErrorKind::Server(ServerErrorKind::NoPerm) => true,
        ErrorKind::Server(ServerErrorKind::ResponseError) => !is_crowded(error),
        _ => error.code() == Some("WRONGTYPE"),
    }
}

/// Whether it is certain that no command of the failed call reached the server.
pub(super) fn was_not_sent(error: &RedisError) -> bool {
    error.is_connection_refusal()
}
