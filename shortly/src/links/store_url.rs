//! How a store is named on the command line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use etcetera::BaseStrategy;
use redis::{ConnectionAddr, ConnectionInfo, IntoConnectionInfo};

use super::StoreError;

/// The name of a store: `memory`, `redis://[user:password@]host[:port][/db]`, or a file.
///
/// `Display` leaves the password out.
///
/// ```
/// use shortly::links::StoreUrl;
///
/// assert_eq!("memory".parse(), Ok(StoreUrl::Memory));
/// assert_eq!("links.redb".parse(), Ok(StoreUrl::Embedded("links.redb".into())));
/// let redis: StoreUrl = "redis://:secret@localhost/2".parse().unwrap();
/// assert_eq!(redis.to_string(), "redis://localhost:6379/2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// Links in memory, gone when the process ends.
    Memory,
    /// Links in this file.
    Embedded(PathBuf),
    /// Links in a Redis server.
    Redis(RedisUrl),
}

impl StoreUrl {
    /// The store that is used when none is named: `shortly/links.redb` in the user's data folder
    /// (`$XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support`, `%APPDATA%`).
    /// Creates the folder.
    ///
    /// # Errors
    /// [`StoreError::NoDataFolder`] or [`StoreError::File`].
    pub fn in_data_folder() -> Result<Self, StoreError> {
        let folders =
            etcetera::base_strategy::choose_native_strategy().map_err(|_| StoreError::NoDataFolder)?;
        Self::under(&folders.data_dir())
    }

    fn under(data_folder: &Path) -> Result<Self, StoreError> {
        let folder = data_folder.join("shortly");
        let path = folder.join("links.redb");
        match std::fs::create_dir_all(&folder) {
            Ok(()) => Ok(Self::Embedded(path)),
            Err(error) => Err(StoreError::File { path, reason: error.to_string() }),
        }
    }
}

impl FromStr for StoreUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        match text.split_once("://") {
            _ if text == "memory" => Ok(Self::Memory),
            _ if text.trim().is_empty() => {
                Err(StoreError::Url { text: text.into(), problem: "it is empty".into() })
            }
            None => Ok(Self::Embedded(text.into())),
            Some(("redis", _)) => RedisUrl::parse(text).map(Self::Redis),
            Some((scheme, _)) => {
                let problem = match scheme {
                    "rediss" => "TLS to Redis is not built in".to_owned(),
                    _ => format!("{scheme}:// is unknown"),
                };
                Err(StoreError::Url { text: format!("{scheme}://…"), problem })
            }
        }
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("memory"),
            Self::Embedded(path) => path.display().fmt(f),
            Self::Redis(url) => url.fmt(f),
        }
    }
}

/// The address of a Redis server, with what is needed to log in.
#[derive(Clone)]
pub struct RedisUrl {
    info: ConnectionInfo,
    shown: String,
}

impl RedisUrl {
    fn parse(text: &str) -> Result<Self, StoreError> {
        // The text may hold a password, even where it cannot be parsed.
        let refused = |problem: String| StoreError::Url { text: "redis://…".into(), problem };
        let info = text.into_connection_info().map_err(|error| refused(error.to_string()))?;
        let ConnectionAddr::Tcp(host, port) = info.addr() else {
            return Err(refused("it is no TCP address".into()));
        };
        let shown = match info.redis_settings().db() {
            db @ 0.. if host.contains(':') => format!("redis://[{host}]:{port}/{db}"),
            db @ 0.. => format!("redis://{host}:{port}/{db}"),
            _ => return Err(refused("the number of the database is negative".into())),
        };
        Ok(Self { info, shown })
    }

    /// What the client library connects with.
    pub(super) fn connection_info(&self) -> &ConnectionInfo {
        &self.info
    }
}

impl PartialEq for RedisUrl {
    fn eq(&self, other: &Self) -> bool {
        let login = |url: &Self| {
            let settings = url.info.redis_settings();
            (settings.username().map(str::to_owned), settings.password().map(str::to_owned))
        };
        self.shown == other.shown && login(self) == login(other)
    }
}

impl Eq for RedisUrl {}

impl fmt::Display for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RedisUrl").field(&self.shown).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_a_word_a_redis_url_or_a_file() {
        for (text, shown) in [
            ("memory", "memory"),
            ("redis://localhost", "redis://localhost:6379/0"),
            ("redis://user:secret@10.0.0.1:7000/3", "redis://10.0.0.1:7000/3"),
            ("redis://[::1]:7000", "redis://[::1]:7000/0"),
            ("/var/lib/links.redb", "/var/lib/links.redb"),
            ("./memory", "./memory"),
            ("a:b", "a:b"),
        ] {
            assert_eq!(text.parse::<StoreUrl>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn the_default_is_a_file_whose_folder_is_made() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("not/yet");
        let path = folder.join("shortly/links.redb");
        assert_eq!(StoreUrl::under(&folder), Ok(StoreUrl::Embedded(path.clone())));
        assert!(folder.join("shortly").is_dir());
        std::fs::write(data.path().join("file"), "").unwrap();
        let error = StoreUrl::under(&data.path().join("file")).unwrap_err();
        assert!(matches!(error, StoreError::File { .. }), "{error}");
    }

    #[test]
    fn a_password_is_never_shown() {
        for text in [
            "redis://u:secret@host",
            "redis://u:secret@host:port",
            "redis://u:secret@host/x",
            "rediss://u:secret@h",
        ] {
            let parsed = text.parse::<StoreUrl>();
            assert!(!format!("{parsed:?}").contains("secret"), "{parsed:?}");
            if let Err(error) = parsed {
                assert!(!error.to_string().contains("secret"), "{error}");
            }
        }
    }

    #[test]
    fn what_names_no_store_says_so() {
        for text in [
            "",
            "  ",
            "http://localhost",
            "rediss://localhost",
            "redis://",
            "redis://h:99999",
            "redis://h/-1",
        ] {
            let error = text.parse::<StoreUrl>().unwrap_err().to_string();
            assert!(error.contains("names no store"), "{text}: {error}");
        }
    }
}
