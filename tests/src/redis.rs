//! A real Redis server for tests: on a free port, in a folder of its own, ended with the test.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(10);

/// A `redis-server` process, which can be stopped and started again on the same port and data.
#[derive(Debug)]
pub struct RedisServer {
    port: u16,
    folder: TempDir,
    flags: Vec<String>,
    process: Option<Child>,
}

impl RedisServer {
    /// Starts a server without snapshots; `flags` are further ones of `redis-server`, such as
    /// `["--appendonly", "yes"]`.
    ///
    /// # Panics
    /// If `redis-server` is not installed or does not start.
    pub fn start(flags: &[&str]) -> Self {
        let mut server = Self {
            port: free_port(),
            folder: TempDir::new().expect("a temporary folder"),
            flags: flags.iter().map(|&flag| flag.to_owned()).collect(),
            process: None,
        };
        // Another process may take the port first.
        for _ in 0..5 {
            if server.try_start() {
                return server;
            }
            server.port = free_port();
        }
        panic!("redis-server does not start: {}", server.log());
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The server's URL, database 0.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.port)
    }

    /// Stops the server as its operator would, by SIGTERM, and waits until it has ended.
    pub fn stop(&mut self) {
        self.signal("TERM");
        self.wait();
    }

    /// Ends the server by SIGKILL.
    pub fn kill(&mut self) {
        if let Some(process) = &mut self.process {
            process.kill().expect("a process that was started here");
        }
        self.wait();
    }

    /// Holds the server by SIGSTOP: it accepts connections and answers nothing.
    pub fn pause(&self) {
        self.signal("STOP");
    }

    /// Lets a paused server go on.
    pub fn resume(&self) {
        self.signal("CONT");
    }

    /// Starts the server again, with its data, and waits until it answers.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_again(&mut self) {
        assert!(self.process.is_none(), "the server runs");
        assert!(self.try_start(), "redis-server does not start again: {}", self.log());
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn try_start(&mut self) -> bool {
        let log = fs::File::create(self.folder.path().join("log")).expect("a log file");
        let process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--port", &self.port.to_string()])
            .args(&self.flags)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("redis-server cannot be run ({error}): install it"));
        self.process = Some(process);
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if self.has_ended() {
                return false;
            }
            if self.answers().unwrap_or(false) {
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.kill();
        false
    }

    fn answers(&self) -> io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        stream.write_all(b"PING\r\n")?;
        let mut answer = [0; 7];
        stream.read_exact(&mut answer)?;
        // A server with a password says so; one that still loads its data is not ready.
        Ok(answer.starts_with(b"+PONG") || answer.starts_with(b"-NOAUTH"))
    }

    fn has_ended(&mut self) -> bool {
        let runs = self.process.as_mut().is_some_and(|process| matches!(process.try_wait(), Ok(None)));
        if !runs {
            self.process = None;
        }
        !runs
    }

    fn signal(&self, name: &str) {
        let Some(process) = &self.process else { return };
        let sent = Command::new("kill").args([&format!("-{name}"), &process.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "SIG{name} was not sent");
    }

    fn wait(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.wait().expect("a process that was started here");
        }
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // Ends a paused server too. If it has ended by itself, that is as well.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}
