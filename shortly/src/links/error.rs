//! What can go wrong with a store, said to the person who has to act.

use std::fmt;
use std::path::PathBuf;

/// Why a store could not be opened or could not answer; its text is always one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// The text names no store.
    Url {
        /// The text, without a password.
        text: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The user's data folder cannot be found.
    NoDataFolder,
    /// Another process holds the file.
    Held {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else than Shortly's links.
    NotLinks {
        /// The file.
        path: PathBuf,
        /// What was read in it.
        reason: String,
    },
    /// A newer Shortly wrote the file.
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        version: u64,
    },
    /// The file or its folder cannot be read, written or created.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Redis cannot be reached at the start.
    Away {
        /// The address, without a password.
        server: String,
        /// What was tried.
        reason: String,
    },
    /// The server is none that Shortly can use.
    Unsuitable {
        /// The address, without a password.
        server: String,
        /// What it is, and what is needed.
        reason: String,
    },
    /// The store cannot answer now; asking again later may help.
    Unavailable {
        /// The store.
        store: String,
        /// What happened.
        reason: String,
    },
    /// The store answered with an error that waiting does not heal.
    Failed {
        /// The store.
        store: String,
        /// What happened.
        reason: String,
    },
    /// The store was closed.
    Closed,
}

impl StoreError {
    /// Whether asking again later may help: a web server answers 503 rather than 500 then.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable { .. } | Self::Closed)
    }

    /// Every number of the counter is given.
    pub(super) fn full() -> Self {
        Self::Failed { store: "The store".into(), reason: "no short id is left".into() }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Url { text, problem } => format!(
                "{text:?} names no store: {problem}. Give a file, redis://HOST:PORT/DB or the word memory."
            ),
            Self::NoDataFolder => {
                "The user's data folder is unknown, as HOME is not set: name a file with --store.".into()
            }
            Self::Held { path } => format!(
                "{} is in use by another process: stop that one, or name another file with --store.",
                path.display()
            ),
            Self::NotLinks { path, reason } => format!(
                "{} does not hold Shortly's links ({reason}): name another file with --store, or put back a copy.",
                path.display()
            ),
            Self::Newer { path, version } => format!(
                "{} was written by a newer Shortly (schema {version}): update Shortly, or name another file with --store.",
                path.display()
            ),
            Self::File { path, reason } => format!(
                "{} cannot be used ({reason}): see that its folder exists, has room and lets Shortly write, or name another file with --store.",
                path.display()
            ),
            Self::Away { server, reason } => {
                format!("Redis at {server} cannot be reached ({reason}): start it, or correct --store.")
            }
            Self::Unsuitable { server, reason } => format!("Redis at {server} cannot be used: {reason}."),
            Self::Unavailable { store, reason } => format!("{store} does not answer now ({reason})."),
            Self::Failed { store, reason } => format!("{store} failed ({reason})."),
            Self::Closed => "The store is closed.".into(),
        };
        // What systems and servers say may have line ends.
        let mut words = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
        f.write_str(words.next().unwrap_or_default())?;
        words.try_for_each(|line| write!(f, " {line}"))
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_one_line() {
        let path = PathBuf::from("/data/links.redb");
        let reason = "first\r\nsecond\n".to_owned();
        for error in [
            StoreError::Url { text: "x://\n".into(), problem: reason.clone() },
            StoreError::NoDataFolder,
            StoreError::Held { path: path.clone() },
            StoreError::NotLinks { path: path.clone(), reason: reason.clone() },
            StoreError::Newer { path: path.clone(), version: 9 },
            StoreError::File { path, reason: reason.clone() },
            StoreError::Away { server: "redis://localhost:1".into(), reason: reason.clone() },
            StoreError::Unsuitable { server: "redis://localhost:1".into(), reason: reason.clone() },
            StoreError::Unavailable { store: "Redis".into(), reason: reason.clone() },
            StoreError::Failed { store: "Redis".into(), reason },
            StoreError::Closed,
        ] {
            let text = error.to_string();
            assert!(!text.contains(['\n', '\r']), "{text:?}");
            assert!(text.ends_with('.'), "{text:?}");
        }
    }
}
