//! Pages in a real browser.

use std::process::Command;

use tempfile::TempDir;

/// What the page at `url` has become when its scripts have run, and what the browser said meanwhile.
///
/// # Panics
/// If Chromium is not installed: Debian's package is `chromium`.
pub fn browse(url: &str) -> (String, String) {
    let profile = TempDir::new().expect("a folder can be made");
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        // Nothing but the page is to be asked for.
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom", url])
        .output()
        .unwrap_or_else(|error| panic!("chromium cannot be run ({error}): install it"));
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    (String::from_utf8(output.stdout).expect("a page is text"), log)
}

/// What pages wrote to the console, refusals of their policy among it.
pub fn console(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains("CONSOLE")).collect()
}
