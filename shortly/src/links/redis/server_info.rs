//! What a Redis server says of itself, and whether Shortly can rely on it.

/// The lines of `INFO` that matter here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServerInfo {
    version: String,
    cluster: bool,
    replica: bool,
    append_only: bool,
    evicts: bool,
}

impl ServerInfo {
    /// Reads the answer to `INFO`.
    pub(super) fn parse(info: &str) -> Self {
        let field = |name: &str| {
            info.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .unwrap_or_default()
                .trim()
        };
        Self {
            version: field("redis_version").to_owned(),
            cluster: field("redis_mode") == "cluster",
            replica: field("role") == "slave",
            append_only: field("aof_enabled") == "1",
            evicts: !matches!(field("maxmemory"), "" | "0")
                && !matches!(field("maxmemory_policy"), "" | "noeviction"),
        }
    }

    /// Why Shortly cannot use the server, if it cannot.
    pub(super) fn refusal(&self) -> Option<String> {
        let major = self.version.split('.').next().and_then(|major| major.parse::<u32>().ok());
        match major {
            None => Some("it does not tell its version, and Shortly needs Redis 7.0 or newer".into()),
            Some(..7) => {
                Some(format!("it is version {}, and Shortly needs Redis 7.0 or newer", self.version))
            }
            Some(_) if self.cluster => {
                Some("it is a node of a cluster, and Shortly needs a single server".into())
            }
            Some(_) if self.replica => {
                Some("it is a replica, which takes no new links: name its master instead".into())
            }
            Some(_) => None,
        }
    }

    /// How the server may lose links that it acknowledged.
    pub(super) fn warnings(&self) -> impl Iterator<Item = &'static str> {
        let append_only = (!self.append_only).then_some(
            "acknowledged links may be lost when Redis stops unexpectedly: switch its setting `appendonly` on",
        );
        let evicts = self.evicts.then_some(
            "links may be lost when Redis runs out of memory: set its `maxmemory-policy` to `noeviction`",
        );
        append_only.into_iter().chain(evicts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(version: &str, rest: &str) -> ServerInfo {
        ServerInfo::parse(&format!("# Server\r\nredis_version:{version}\r\n{rest}\r\n"))
    }

    #[test]
    fn redis_below_seven_is_refused() {
        for (version, fits) in [
            ("7.0.15", true),
            ("7.0.0", true),
            ("8.2.1", true),
            ("10.0.0", true),
            ("6.2.14", false),
            ("2.8.0", false),
            ("", false),
            ("x.y", false),
        ] {
            let refusal = info(version, "redis_mode:standalone\r\nrole:master").refusal();
            assert_eq!(refusal.is_none(), fits, "{version}: {refusal:?}");
            assert!(refusal.is_none_or(|text| text.contains("needs Redis 7.0 or newer")));
        }
    }

    #[test]
    fn clusters_and_replicas_are_refused() {
        assert!(info("7.2.0", "redis_mode:cluster").refusal().unwrap().contains("cluster"));
        assert!(info("7.2.0", "role:slave").refusal().unwrap().contains("master"));
    }

    #[test]
    fn what_may_lose_links_is_warned_about() {
        for (rest, warnings) in [
            ("aof_enabled:1\r\nmaxmemory:0\r\nmaxmemory_policy:allkeys-lru", 0),
            ("aof_enabled:1\r\nmaxmemory:100\r\nmaxmemory_policy:noeviction", 0),
            ("aof_enabled:0", 1),
            ("aof_enabled:0\r\nmaxmemory:100\r\nmaxmemory_policy:allkeys-lru", 2),
        ] {
            assert_eq!(info("7.0.15", rest).warnings().count(), warnings, "{rest}");
        }
    }
}
