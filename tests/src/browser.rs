//! A real browser, Chromium without a window, driven over the DevTools protocol.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one tab. It is killed when this is dropped.
#[derive(Debug)]
pub struct Browser {
    process: Child,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    session: Option<String>,
    last: u64,
    events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    /// Starts it, with an empty tab and a profile of its own.
    ///
    /// # Panics
    /// If Chromium is not installed (Debian's package is `chromium`), or does not start.
    pub async fn start() -> Self {
        let profile = TempDir::new().expect("a folder for the profile");
        let mut process = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            // Names of other hosts lead nowhere: what a page asks of them is seen among its requests, and fails.
            .args(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server"])
            .args(["--remote-debugging-port=0", "about:blank"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("chromium cannot be run ({error}): install it"));
        let (sender, address) = channel();
        let stderr = process.stderr.take().expect("a pipe");
        // Read to its end, so that the browser never waits for a full pipe.
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("DevTools listening on ") {
                    let _ = sender.send(address.to_owned());
                }
            }
        });
        let Ok(address) = address.recv_timeout(PATIENCE) else {
            let _ = process.kill();
            panic!("chromium does not say where it listens");
        };
        let (socket, _) = connect_async(address).await.expect("the browser to take the connection");
        let mut browser =
            Browser { process, socket, session: None, last: 0, events: Vec::new(), _profile: profile };
        let tab = browser.call("Target.createTarget", json!({"url": "about:blank"})).await;
        let attach = json!({"targetId": tab["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach).await;
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Network", "Runtime", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({})).await;
        }
        browser
    }

    /// Calls a method of the protocol.
    ///
    /// # Panics
    /// If it fails, or does not answer in half a minute.
    pub async fn call(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.socket.send(Message::text(message.to_string())).await.expect("the browser to listen");
        loop {
            let mut message = self.next().await.unwrap_or_else(|| panic!("{method}: no answer"));
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    async fn next(&mut self) -> Option<Value> {
        loop {
            match timeout(PATIENCE, self.socket.next()).await.ok()?? {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).ok(),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }

    /// Opens a page and waits until it is loaded.
    ///
    /// # Panics
    /// If it is not reached.
    pub async fn open(&mut self, url: &str) {
        let before = self.loads();
        let answer = self.call("Page.navigate", json!({"url": url})).await;
        assert!(answer.get("errorText").is_none(), "{url}: {answer}");
        while self.loads() == before {
            let event = self.next().await.unwrap_or_else(|| panic!("{url} is not loaded in time"));
            self.events.push(event);
        }
    }

    fn loads(&self) -> usize {
        self.events.iter().filter(|event| event["method"] == "Page.loadEventFired").count()
    }

    /// The value of an expression in the page, a promise awaited.
    ///
    /// # Panics
    /// If it throws.
    pub async fn eval(&mut self, script: &str) -> Value {
        let params =
            json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let mut answer = self.call("Runtime.evaluate", params).await;
        assert!(answer.get("exceptionDetails").is_none(), "{script}: {answer:#}");
        answer["result"]["value"].take()
    }

    /// The text of an expression in the page.
    ///
    /// # Panics
    /// If it is no text.
    pub async fn text(&mut self, script: &str) -> String {
        let value = self.eval(script).await;
        value.as_str().unwrap_or_else(|| panic!("{script} is {value}")).to_owned()
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    /// If it is not in half a minute.
    pub async fn until(&mut self, script: &str) {
        let began = Instant::now();
        while self.eval(&format!("Boolean({script})")).await != true {
            assert!(began.elapsed() < PATIENCE, "never true: {script}");
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Types into what has the focus.
    pub async fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text})).await;
    }

    /// Presses a key: one letter, or a name such as `Enter` or `ArrowDown`.
    pub async fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            "ArrowDown" => 40,
            "ArrowUp" => 38,
            "Escape" => 27,
            _ => 0,
        };
        let text = match key {
            "Enter" => "\r",
            key if key.len() == 1 => key,
            _ => "",
        };
        let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        let down =
            json!({"type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code});
        self.call("Input.dispatchKeyEvent", down).await;
        self.call(
            "Input.dispatchKeyEvent",
            json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}),
        )
        .await;
    }

    /// Makes the window so wide, and the system `light` or `dark`.
    pub async fn look(&mut self, width: u32, colours: &str) {
        let size = json!({"width": width, "height": 860, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", size).await;
        let media = json!({"features": [
            {"name": "prefers-color-scheme", "value": colours}, {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.call("Emulation.setEmulatedMedia", media).await;
    }

    /// Puts files into a field for files.
    ///
    /// # Panics
    /// If there is no such field.
    pub async fn choose(&mut self, selector: &str, files: &[&str]) {
        let document = self.call("DOM.getDocument", json!({})).await;
        let of = json!({"nodeId": document["root"]["nodeId"], "selector": selector});
        let field = self.call("DOM.querySelector", of).await;
        self.call("DOM.setFileInputFiles", json!({"files": files, "nodeId": field["nodeId"]})).await;
    }

    /// Every address that was asked for since the start.
    pub fn requested(&self) -> Vec<&str> {
        self.of("Network.requestWillBeSent").filter_map(|params| params["request"]["url"].as_str()).collect()
    }

    /// The head of the last answer from an address: what it is said to be by the browser.
    ///
    /// # Panics
    /// If there was none.
    pub fn answer(&self, url: &str) -> &Value {
        let answers = self.of("Network.responseReceived").filter(|params| params["response"]["url"] == url);
        &answers.last().unwrap_or_else(|| panic!("no answer from {url}"))["response"]
    }

    /// What was written to the console: by scripts, by exceptions and by the browser, whose refusals are among it.
    pub fn console(&self) -> Vec<String> {
        let of_scripts = self.of("Runtime.consoleAPICalled").map(|params| params["args"].to_string());
        let thrown = self.of("Runtime.exceptionThrown").map(|params| params["exceptionDetails"].to_string());
        let of_browser = self.of("Log.entryAdded").filter(|params| params["entry"]["level"] != "verbose");
        of_scripts.chain(thrown).chain(of_browser.map(|params| params["entry"]["text"].to_string())).collect()
    }

    fn of(&self, method: &str) -> impl Iterator<Item = &Value> {
        self.events.iter().filter(move |event| event["method"] == method).map(|event| &event["params"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
