//! The program `shortly` for tests: built once, run on a free port, ended with the test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::http::Client;

pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// A running `shortly`. It is killed when this is dropped.
#[derive(Debug)]
pub struct Shortly {
    process: Child,
    address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Shortly {
    /// Starts it with a store and no other options, and waits until it listens.
    ///
    /// # Panics
    /// If it does not start.
    pub fn on(store: impl AsRef<OsStr>) -> Self {
        let mut command = command();
        command.arg("--store").arg(store);
        Self::start(command)
    }

    /// Starts a [`command`], on any free port unless it names one, and waits until it listens.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start(mut command: Command) -> Self {
        let variables = command.get_envs().any(|(name, value)| name == "SHORTLY_LISTEN" && value.is_some());
        if !variables && !command.get_args().any(|argument| argument == "--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let mut process =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("shortly to run");
        let log = Arc::default();
        let address = follow(process.stderr.take().expect("a pipe"), &log).recv_timeout(PATIENCE);
        let Ok(address) = address else {
            let _ = process.kill();
            let status = process.wait();
            panic!("shortly does not start ({status:?}): {}", text(&log));
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

    /// What it has written to standard error.
    pub fn log(&self) -> String {
        text(&self.log)
    }

    /// Stops it as its operator would, by SIGTERM, and waits until it has ended.
    ///
    /// # Panics
    /// If it does not end.
    pub fn stop(mut self) -> ExitStatus {
        let pid = self.process.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(sent.is_ok_and(|status| status.success()), "SIGTERM was not sent");
        wait(&mut self.process).unwrap_or_else(|| panic!("shortly does not stop: {}", self.log()))
    }

    /// Ends it by SIGKILL.
    ///
    /// # Panics
    /// If the system refuses.
    pub fn kill(mut self) {
        self.process.kill().expect("a process that was started here");
        self.process.wait().expect("a process that was started here");
    }
}

impl Drop for Shortly {
    fn drop(&mut self) {
        // If it has ended by itself, that is as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A command that runs `shortly` with none of the environment variables that it reads.
pub fn command() -> Command {
    let mut command = Command::new(binary());
    for variable in ["SHORTLY_LISTEN", "SHORTLY_STORE", "SHORTLY_BASE_URL", "RUST_LOG"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

/// The exit code and the standard error of a `shortly` that ends by itself.
///
/// # Panics
/// If it does not end.
pub fn ended(mut command: Command) -> (Option<i32>, String) {
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("shortly to run");
    let status = wait(&mut process);
    let _ = process.kill();
    let mut text = String::new();
    process.stderr.take().expect("a pipe").read_to_string(&mut text).expect("text");
    let status = status.unwrap_or_else(|| panic!("shortly does not end: {text}"));
    (status.code(), text)
}

/// The program. Cargo gives its path to the tests of its own package only, so that it is built here, with the
/// profile of the tests.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(build)
}

fn build() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    // This package along, so that features are the same and nothing is compiled twice.
    command.args(["build", "-p", "shortly", "-p", env!("CARGO_PKG_NAME"), "--bin", "shortly"]);
    command.args(["--quiet", "--message-format=json"]);
    let (profile, target) = profile_and_target();
    command.args(["--profile", &profile]).arg("--target-dir").arg(target);
    let built = command.stderr(Stdio::inherit()).output().expect("cargo to run");
    assert!(built.status.success(), "shortly cannot be built");
    let executable = built.stdout.lines().map_while(Result::ok).find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(&line).ok()?;
        Some(PathBuf::from(message["executable"].as_str()?))
    });
    executable.expect("cargo says what it built")
}

/// How the running test was built: it lies in `<target>/<profile>/deps`.
pub(crate) fn profile_and_target() -> (String, PathBuf) {
    let test = env::current_exe().expect("the path of the test");
    let folder = test.ancestors().nth(2).expect("the folder of the profile");
    let profile = match folder.file_name().and_then(OsStr::to_str) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    (profile.to_owned(), folder.parent().expect("the target folder").to_owned())
}

/// Reads a log to its end, so that the pipe is never full, and sends the address that it names.
pub(crate) fn follow(pipe: ChildStderr, log: &Arc<Mutex<String>>) -> Receiver<SocketAddr> {
    let (sender, receiver) = channel();
    let log = Arc::clone(log);
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let mut all = log.lock().unwrap_or_else(PoisonError::into_inner);
            all.push_str(&line);
            all.push('\n');
            drop(all);
            if let Some(address) = line.strip_prefix("Listening on http://").and_then(|it| it.parse().ok()) {
                // The address is asked for once.
                let _ = sender.send(address);
            }
        }
    });
    receiver
}

pub(crate) fn text(log: &Mutex<String>) -> String {
    log.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

pub(crate) fn wait(process: &mut Child) -> Option<ExitStatus> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if let Some(status) = process.try_wait().expect("a process that was started here") {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}
