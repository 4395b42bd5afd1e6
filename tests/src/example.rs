//! The example programs of the framework: built once, run on a free port, ended with the test.

use std::collections::BTreeMap;
use std::env;
use std::io::BufRead;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use crate::http::Client;
use crate::shortly::{PATIENCE, follow, profile_and_target, text, wait};

/// A running example. It is killed when this is dropped.
#[derive(Debug)]
pub struct Example {
    process: Child,
    address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Example {
    /// Starts an example on a free port, with further arguments, and waits until it listens.
    ///
    /// # Panics
    /// If there is none of this name, or it does not start.
    pub fn start(name: &str, arguments: &[&str]) -> Self {
        let program = programs().get(name).unwrap_or_else(|| panic!("there is no example {name}"));
        let mut command = Command::new(program);
        command.arg("127.0.0.1:0").args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the example to run");
        let log = Arc::default();
        let address = follow(process.stderr.take().expect("a pipe"), &log).recv_timeout(PATIENCE);
        let Ok(address) = address else {
            let _ = process.kill();
            let status = process.wait();
            panic!("{name} does not start ({status:?}): {}", text(&log));
        };
        Self { process, address, log }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Stops it by SIGTERM, and waits until it has ended.
    ///
    /// # Panics
    /// If it does not end.
    pub fn stop(mut self) -> ExitStatus {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "SIGTERM was not sent");
        wait(&mut self.process).unwrap_or_else(|| panic!("it does not stop: {}", text(&self.log)))
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        // If it has ended by itself, that is as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The examples by name, with the profile of the tests.
///
/// # Panics
/// If they cannot be built.
pub fn programs() -> &'static BTreeMap<String, PathBuf> {
    static PROGRAMS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    PROGRAMS.get_or_init(build)
}

fn build() -> BTreeMap<String, PathBuf> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    // This package along, so that features are the same and nothing is compiled twice.
    command.args(["build", "-p", "wegwerk", "-p", env!("CARGO_PKG_NAME"), "--examples"]);
    command.args(["--quiet", "--message-format=json"]);
    let (profile, target) = profile_and_target();
    command.args(["--profile", &profile]).arg("--target-dir").arg(target);
    let built = command.stderr(Stdio::inherit()).output().expect("cargo to run");
    assert!(built.status.success(), "the examples cannot be built");
    let messages = built.stdout.lines().map_while(Result::ok);
    let messages = messages.filter_map(|line| serde_json::from_str::<serde_json::Value>(&line).ok());
    let examples = messages.filter_map(|message| {
        let name = message["target"]["name"].as_str()?.to_owned();
        Some((name, PathBuf::from(message["executable"].as_str()?)))
    });
    examples.collect()
}
