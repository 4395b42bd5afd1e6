//! Random values of a real app: the client that asks for a URL reaches the handler with equal values, or `check` had said
//! no; and where it says no, the client does not.
#![allow(missing_docs)]

mod app;
mod draw;

use std::cell::Cell;

use http::{HeaderValue, Uri};
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use wegwerk::App;
use wegwerk::testing::Client;
use wegwerk::url::UrlError;

use app::Site;
use draw::Wanted;

/// Where the app is reached.
const PREFIX: &str = "/x";

/// The same cases at every run, unless the environment asks for others (`PROPTEST_CASES`, `PROPTEST_RNG_SEED`).
fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x7765_6777_6572_6b21);
    }
    config
}

#[test]
fn a_client_reaches_the_handler_with_the_same_values_or_check_truly_says_no() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let service = Site.into_service().server_name("example.org:8080").script_name(PREFIX).scheme("https");
    let client = Client::of_service(service);
    let (accepted, refused, unasked) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let drawn = (draw::wanted(), proptest::bool::ANY).prop_map(|(wanted, absolute)| match absolute {
        true => Wanted { url: wanted.url.absolute("https://example.org:8080/x"), ..wanted },
        false => wanted,
    });
    let result = TestRunner::new(config(3_000)).run(&drawn, |Wanted { url, answer }| {
        let (text, check) = (url.to_string(), url.check());
        let found = match &check {
            // There is no address to ask for.
            Err(UrlError::NoHost | UrlError::NoRule { .. }) => {
                unasked.set(unasked.get() + 1);
                return Ok(());
            }
            _ => runtime.block_on(ask(&client, &text)),
        };
        if (found.as_deref() == Some(&*answer)) != check.is_ok() {
            let message = format!("{text} is {found:?} instead of {answer:?}, and check says {check:?}");
            return Err(TestCaseError::fail(message));
        }
        let tally = if check.is_ok() { &accepted } else { &refused };
        tally.set(tally.get() + 1);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let (accepted, refused, unasked) = (accepted.get(), refused.get(), unasked.get());
    println!("{accepted} accepted, {refused} refused, {unasked} without an address");
    let all = accepted + refused + unasked;
    assert!(accepted > all / 3, "{accepted} of {all} were accepted");
    assert!(refused > all / 8, "{refused} of {all} were refused");
}

/// What the handler answers, which a client reaches that starts with this text: it resolves dots, and follows redirects.
async fn ask(client: &Client, text: &str) -> Option<String> {
    let mut address = text.to_owned();
    let mut host = "example.org:8080".to_owned();
    // What stands before the app takes this off; the path alone is as the app sees it.
    let mut prefix = if text.starts_with('/') { "" } else { PREFIX };
    for _ in 0..6 {
        let websocket = address.starts_with("wss://");
        let target = match address.strip_prefix("https://").or_else(|| address.strip_prefix("wss://")) {
            Some(rest) => {
                let end = rest.find('/')?;
                host = rest[..end].to_owned();
                &rest[end..]
            }
            None => &address,
        };
        target.parse::<Uri>().ok()?;
        let path = target.strip_prefix(prefix).expect("the address begins with the prefix");
        prefix = PREFIX;
        let mut request = client.get(&sent(path)).header("host", HeaderValue::from_str(&host).ok()?);
        if websocket {
            request = request.header("upgrade", "websocket").header("connection", "upgrade");
        }
        let response = request.await;
        match response.status().as_u16() {
            200 => return Some(response.text().to_owned()),
            308 => address = response.header("location")?.to_owned(),
            _ => return None,
        }
    }
    None
}

/// The target that is sent (WHATWG URL, path state): dots are resolved, however they are encoded.
fn sent(target: &str) -> String {
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
            ".." => {
                kept.pop();
                kept.extend(is_last.then_some(""));
            }
            "." => kept.extend(is_last.then_some("")),
            _ => kept.push(segment),
        }
    }
    let path = format!("/{}", kept.join("/"));
    query.map_or(path.clone(), |query| format!("{path}?{query}"))
}
