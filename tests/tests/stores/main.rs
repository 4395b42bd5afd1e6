//! What every store of Shortly promises, held by the real ones: a file, a Redis server, memory.

mod embedded;
mod redis_server;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use shortly::links::{Details, Links, Store, StoreError, StoreUrl};
use tempfile::TempDir;
use wegwerk_tests::redis::RedisServer;

async fn open(url: &str) -> Store {
    Store::open(&url.parse().unwrap()).await.unwrap()
}

async fn refused(url: &str) -> String {
    let url: StoreUrl = url.parse().unwrap();
    let text = Store::open(&url).await.unwrap_err().to_string();
    assert!(!text.contains('\n'), "{text:?} is one line");
    text
}

async fn clicks(store: &Store, id: &str) -> u64 {
    store.details(id).await.unwrap().unwrap().clicks
}

/// A folder with a file name for links in it.
fn file() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb").to_str().unwrap().to_owned();
    (folder, path)
}

/// The promises, in a row; `open` opens an empty store first and the same one again later.
/// Links survive a reopening only where `durable`.
async fn keeps_its_promises(url: &str, durable: bool) {
    let store = open(url).await;
    the_same_url_gets_the_same_id(&store).await;
    ids_are_the_counter_in_base_36(&store).await;
    only_following_counts(&store).await;
    what_no_counter_gave_is_not_found(&store).await;
    any_text_is_kept_as_it_is(&store).await;
    let store = Arc::new(store);
    clients_at_once_get_one_id_per_url(&store).await;
    no_click_is_lost_or_counted_twice(&store).await;

    let id = store.insert("http://example.com/").await.unwrap();
    store.follow(&id).await.unwrap();
    let before = store.details(&id).await.unwrap().unwrap();
    store.close().await.unwrap();
    store.close().await.unwrap();
    assert_eq!(store.follow(&id).await, Err(StoreError::Closed));
    assert_eq!(store.insert("http://example.com/").await, Err(StoreError::Closed));
    drop(store);
    if durable {
        let store = open(url).await;
        assert_eq!(store.details(&id).await.unwrap().unwrap(), before, "a clean stop loses no click");
        assert_eq!(store.insert("http://example.com/").await.unwrap(), id);
        assert_eq!(clicks(&store, &id).await, before.clicks);
        store.close().await.unwrap();
    }
}

async fn the_same_url_gets_the_same_id(store: &Store) {
    assert_eq!(store.insert("http://example.com/").await.unwrap(), "1");
    assert_eq!(store.insert("HTTP://example.com/").await.unwrap(), "2");
    assert_eq!(store.insert("http://example.com/").await.unwrap(), "1");
    assert_eq!(store.insert("HTTP://example.com/").await.unwrap(), "2");
}

async fn ids_are_the_counter_in_base_36(store: &Store) {
    let mut ids = Vec::new();
    for number in 3..=37 {
        ids.push(store.insert(&format!("http://example.com/n/{number}")).await.unwrap());
    }
    let expected = "3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11"
        .split(' ')
        .collect::<Vec<_>>();
    assert_eq!(ids, expected);
    assert_eq!(store.target("10").await.unwrap().unwrap(), "http://example.com/n/36");
}

async fn only_following_counts(store: &Store) {
    let details = |clicks| Some(Details { target: "HTTP://example.com/".into(), clicks });
    assert_eq!(store.details("2").await.unwrap(), details(0));
    assert_eq!(store.follow("2").await.unwrap().unwrap(), "HTTP://example.com/");
    assert_eq!(store.details("2").await.unwrap(), details(1), "before anything is flushed");
    assert_eq!(store.target("2").await.unwrap().unwrap(), "HTTP://example.com/");
    store.flush().await.unwrap();
    assert_eq!(store.details("2").await.unwrap(), details(1), "after it is flushed");
    store.follow("2").await.unwrap();
    assert_eq!(store.details("2").await.unwrap(), details(2), "both together");
    assert_eq!(clicks(store, "1").await, 0);
}

async fn what_no_counter_gave_is_not_found(store: &Store) {
    let long = "9".repeat(10_000);
    for id in
        ["", "0", "A", "01", "nope", "favicon.ico", "zzzzzzzzzzzzzzzzz", "ä", "1 ", "*", "1\r\nPING", &long]
    {
        assert_eq!(store.target(id).await.unwrap(), None, "{id:?}");
        assert_eq!(store.follow(id).await.unwrap(), None, "{id:?}");
        assert_eq!(store.details(id).await.unwrap(), None, "{id:?}");
    }
    store.insert("http://example.com/n/38").await.unwrap();
    assert_eq!(store.insert("http://example.com/n/39").await.unwrap(), "13", "no number was used up");
}

async fn any_text_is_kept_as_it_is(store: &Store) {
    let longest = format!("http://example.com/{}", "x".repeat(8 * 1024 - 19));
    for url in
        ["https://bücher.example/ünï?q=ä b#fräg", "http://example.com/\"><script>alert(1)</script>", &longest]
    {
        let id = store.insert(url).await.unwrap();
        assert_eq!(store.follow(&id).await.unwrap().unwrap(), url);
        assert_eq!(store.insert(url).await.unwrap(), id);
    }
}

async fn clients_at_once_get_one_id_per_url(store: &Arc<Store>) {
    let barrier = Arc::new(tokio::sync::Barrier::new(64));
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..64 {
        let (store, barrier) = (store.clone(), barrier.clone());
        clients.spawn(async move {
            barrier.wait().await;
            let mut ids = Vec::new();
            for number in 0..200 {
                // Half of the clients go the other way, so that all URLs are fought for.
                let number = if client % 2 == 0 { number } else { 199 - number };
                let url = format!("http://example.com/at-once/{number}");
                ids.push((url.clone(), store.insert(&url).await.unwrap()));
            }
            ids
        });
    }
    let mut ids = HashMap::new();
    while let Some(answers) = clients.join_next().await {
        for (url, id) in answers.unwrap() {
            assert_eq!(ids.entry(url).or_insert_with(|| id.clone()), &id);
        }
    }
    assert_eq!(ids.len(), 200);
    assert_eq!(ids.values().collect::<HashSet<_>>().len(), 200, "no id leads to two URLs");
    for (url, id) in ids {
        assert_eq!(store.target(&id).await.unwrap().unwrap(), url);
    }
}

/// Counts while clicks are flushed, looking at the details all the time: they never go back, and
/// never run ahead.
async fn no_click_is_lost_or_counted_twice(store: &Arc<Store>) {
    const CLICKS: u64 = 400;
    let id = store.insert("http://example.com/counted").await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (store, id) = (store.clone(), id.clone());
        tasks.spawn(async move {
            for _ in 0..CLICKS / 4 {
                store.follow(&id).await.unwrap().unwrap();
                tokio::task::yield_now().await;
            }
        });
    }
    let flusher = tokio::spawn({
        let store = store.clone();
        async move {
            loop {
                store.flush().await.unwrap();
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
    });
    let mut seen = 0;
    while seen < CLICKS {
        let now = clicks(store, &id).await;
        assert!(seen <= now && now <= CLICKS, "{now} clicks after {seen}");
        seen = now;
        if tasks.is_empty() {
            assert_eq!(now, CLICKS);
        }
        while tasks.try_join_next().is_some_and(|task| task.is_ok()) {}
    }
    flusher.abort();
    let _ = flusher.await;
    store.flush().await.unwrap();
    assert_eq!(clicks(store, &id).await, CLICKS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn memory_keeps_its_promises() {
    keeps_its_promises("memory", false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_keeps_its_promises() {
    let (_folder, path) = file();
    keeps_its_promises(&path, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn redis_keeps_its_promises() {
    let server = RedisServer::start(&[]);
    keeps_its_promises(&server.url(), true).await;
}
